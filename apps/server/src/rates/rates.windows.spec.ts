import { RATES_RANGES } from '@rostrum/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RatesLine } from './rates.source.ts';
import { crossLine, sparkOf, windowOf } from './rates.windows.ts';

describe('a line across two currencies', () => {
  it('has a point wherever either moved, once both are known', () => {
    const pounds: RatesLine = [[0, 0.8], [20, 0.5]]; // prettier-ignore
    const yen: RatesLine = [[10, 160], [30, 100]]; // prettier-ignore
    expect(crossLine(pounds, yen)).toEqual([[10, 200], [20, 320], [30, 200]]); // prettier-ignore
  });

  it('is that of the other currency where one is the base', () => {
    const dollars: RatesLine = [[5, 1.1], [7, 1.2]]; // prettier-ignore
    expect(crossLine([[0, 1]], dollars)).toEqual(dollars);
    expect(crossLine(dollars, [[0, 1]])).toEqual([[5, 0.90909091], [7, 0.83333333]]); // prettier-ignore
    expect(crossLine([], dollars)).toEqual([]);
  });
});

describe('a spark', () => {
  const window = { from: 0, to: 310, stepMs: 10 };

  it('carries each rate on to the next', () => {
    expect(sparkOf([[0, 1], [155, 2]], window)).toEqual([...Array<number>(16).fill(1), ...Array<number>(16).fill(2)]); // prettier-ignore
  });

  it('begins where something is known, and is not there where there is no way to be seen', () => {
    expect(sparkOf([[-50, 1]], window)).toHaveLength(32);
    expect(sparkOf([[100, 1]], window)).toHaveLength(22);
    expect(sparkOf([[310, 1]], window)).toEqual([]);
    expect(sparkOf([], window)).toEqual([]);
  });

  it('holds nothing that the line does not', () => {
    const line = fc.array(fc.tuple(fc.integer({ min: -100, max: 400 }), fc.integer({ min: 1, max: 9 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(line, (points) => {
        const sorted = points.toSorted((a, b) => a[0] - b[0]);
        const rates = new Set(sorted.map(([, rate]) => rate));
        return sparkOf(sorted, window).every((value) => rates.has(value));
      }),
    );
  });
});

it.each(RATES_RANGES)('a chart over one %s has enough points and not too many', (range) => {
  const { from, to, stepMs } = windowOf(range, 1_000_000_000_000);
  expect(to).toBe(1_000_000_000_000);
  expect((to - from) / stepMs).toBeGreaterThanOrEqual(100);
  expect((to - from) / stepMs).toBeLessThanOrEqual(200);
});
