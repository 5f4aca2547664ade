import { describe, expect, it } from 'vitest';
import type { PublicLotEvent } from '@rostrum/contract';
import { priceLine, stepAt } from './price-steps.ts';

let version = 0;
const bid = (at: number, priceMinor: number | undefined, amountMinor = priceMinor ?? 1): PublicLotEvent => ({
  version: ++version,
  at,
  type: 'BidPlaced',
  paddle: 101,
  amountMinor,
  ...(priceMinor === undefined ? {} : { priceMinor }),
});

describe('the line of a price', () => {
  it('steps where the price moves, and nowhere else', () => {
    const line = priceLine([
      { version: 1, at: 0, type: 'LotOpened', status: 'open' },
      bid(1_000, 10_00),
      bid(2_000, undefined, 9_00),
      bid(3_000, 21_00),
    ]);
    expect(line).toEqual({
      steps: [
        { at: 1_000, priceMinor: 10_00 },
        { at: 3_000, priceMinor: 21_00 },
      ],
      voided: [],
      bids: 3,
    });
  });

  it('falls where bids are voided, and shows them', () => {
    const high = bid(2_000, 81_00, 120_00);
    const line = priceLine([
      bid(1_000, 51_00),
      high,
      { version: ++version, at: 9_000, type: 'BidsVoided', voidedVersions: [high.version], priceMinor: 51_00 },
    ]);
    expect(line.steps.map(({ priceMinor }) => priceMinor)).toEqual([51_00, 81_00, 51_00]);
    expect(line.voided).toEqual([{ at: 2_000, amountMinor: 120_00 }]);
  });

  it('keeps the line where a void leaves no price at all', () => {
    const only = bid(1_000, 10_00);
    const events: PublicLotEvent[] = [
      only,
      { version: ++version, at: 2_000, type: 'BidsVoided', voidedVersions: [only.version], priceMinor: null },
    ];
    expect(priceLine(events).steps).toHaveLength(1);
  });

  it('draws at most the extremes of a quarter of a second', () => {
    const storm = Array.from({ length: 100 }, (_, index) => bid(1_000 + index, 10_00 + index));
    expect(priceLine(storm).steps).toEqual([
      { at: 1_000, priceMinor: 10_00 },
      { at: 1_099, priceMinor: 10_99 },
    ]);
    const fall = [bid(0, 10), bid(50, 90), bid(100, 5), bid(200, 20), bid(250, 30)];
    expect(priceLine(fall).steps.map(({ priceMinor }) => priceMinor)).toEqual([90, 5, 20, 30]);
  });

  it('is empty without bids, and knows the step of a moment', () => {
    expect(priceLine([])).toEqual({ steps: [], voided: [], bids: 0 });
    const { steps } = priceLine([bid(1_000, 10), bid(2_000, 20)]);
    expect([stepAt(steps, 999), stepAt(steps, 1_000), stepAt(steps, 5_000)]).toEqual([-1, 0, 1]);
  });
});
