import type { LotSummary, PublicLot } from '@rostrum/contract';
import { describe, expect, it } from 'vitest';
import { inOrder } from './live-order.ts';

const lot = (number: number, change: Partial<LotSummary> = {}): LotSummary =>
  ({
    id: `lot-${number}`,
    number,
    status: 'open',
    priceMinor: null,
    openingMinor: 1_000,
    bidCount: 0,
    startsAt: 0,
    endsAt: 100,
    currency: 'EUR',
    ...change,
  }) as LotSummary;
const order = (lots: LotSummary[], sort: Parameters<typeof inOrder>[1], now: Partial<PublicLot>[] = []) =>
  inOrder(lots, sort, (one) => ({ ...one, ...now.find(({ id }) => id === one.id) })).map(({ number }) => number);

describe('the order of live lots', () => {
  it('by ending: open, coming, over', () => {
    const lots = [
      lot(1, { status: 'sold', endsAt: 5 }),
      lot(2, { status: 'scheduled', startsAt: 50 }),
      lot(3, { endsAt: 300 }),
      lot(4, { status: 'passed', endsAt: 9 }),
      lot(5, { status: 'paused', endsAt: 200 }),
    ];
    expect(order(lots, 'ending')).toEqual([5, 3, 2, 4, 1]);
    expect(order(lots, 'ending', [{ id: 'lot-5', endsAt: 400 }])).toEqual([3, 5, 2, 4, 1]);
  });

  it('by price: the opening price until somebody bids, currency by currency', () => {
    const lots = [lot(1), lot(2, { priceMinor: 500 }), lot(3, { currency: 'CHF', priceMinor: 9_999 })];
    expect(order(lots, 'price')).toEqual([3, 2, 1]);
    expect(order(lots, 'price', [{ id: 'lot-2', priceMinor: 2_000 }])).toEqual([3, 1, 2]);
  });

  it('by bids, then by number', () => {
    expect(order([lot(3), lot(2, { bidCount: 4 }), lot(1)], 'bids')).toEqual([2, 1, 3]);
  });

  it('by number as the house gave it', () => {
    const lots = [lot(2), lot(1)];
    expect(inOrder(lots, 'number', (one) => one)).toBe(lots);
  });
});
