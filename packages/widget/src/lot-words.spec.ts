import type { LotSummary, PublicLot } from '@rostrum/contract';
import { expect, test } from 'vitest';
import { languageOf } from './language.ts';
import { lotWords } from './lot-words.ts';

const lot = { currency: 'GBP', exponent: 2, openingMinor: 3000 } as LotSummary;
const words = (live: Partial<PublicLot>) => {
  const before: Partial<PublicLot> = { status: 'open', priceMinor: null, leader: null, bidCount: 0 };
  return lotWords({ ...before, ...live } as PublicLot, lot, languageOf('en'));
};

test.each([
  [{}, ['Opening price', '£30', 'No bids yet']],
  [{ priceMinor: 4500, leader: 114, bidCount: 3 }, ['Price now', '£45', 'Paddle 114 leads · 3 bids']],
  [
    { status: 'sold' as const, priceMinor: 4500, leader: 114, bidCount: 3 },
    ['Hammer price', '£45', 'Sold to paddle 114 · 3 bids'],
  ],
  [{ status: 'passed' as const, priceMinor: 4500, leader: 114, bidCount: 3 }, ['Price now', '£45', '']],
  [{ status: 'withdrawn' as const }, ['Opening price', '£30', '']],
])('%j', (live, [label, price, stand]) => {
  expect(words(live)).toEqual({ label, price, stand });
});
