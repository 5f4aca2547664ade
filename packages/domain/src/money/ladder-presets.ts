import type { Ladder } from '../lot/lot.ts';

function table(...steps: readonly (readonly [fromMinor: number, stepMinor: number])[]): Ladder {
  return { kind: 'table', steps: steps.map(([fromMinor, stepMinor]) => ({ fromMinor, stepMinor })) };
}

/** Ladders that a house may start from (R1). Amounts are minor units: cents, and whole yen for `yahoo-jpy`. */
export const LADDERS = {
  'ebay-usd': table(
    [1, 5],
    [1_00, 25],
    [5_00, 50],
    [25_00, 1_00],
    [100_00, 2_50],
    [250_00, 5_00],
    [500_00, 10_00],
    [1_000_00, 25_00],
    [2_500_00, 50_00],
    [5_000_00, 100_00],
  ),
  'trade-me-nzd': table(
    [1, 50],
    [20_01, 1_00],
    [200_01, 5_00],
    [1_000_01, 10_00],
    [5_000_01, 50_00],
    [25_000_01, 100_00],
  ),
  'yahoo-jpy': table([1, 10], [1_000, 100], [5_000, 250], [10_000, 500], [50_000, 1_000]),
  flat: { kind: 'flat', stepMinor: 1_00 },
  percentage: { kind: 'percentage', rateBp: 500, floorMinor: 1_00 },
} as const satisfies Record<string, Ladder>;
