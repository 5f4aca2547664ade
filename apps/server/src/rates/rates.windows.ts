import type { EpochMs, RatesRange } from '@rostrum/contract';
import { SPARK_VALUES, type RatesLine, type RatesWindow } from './rates.source.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long each range is and how far its points lie apart: some 120 to 180 of them. */
const RANGES: Readonly<Record<RatesRange, { lengthMs: number; stepMs: number }>> = {
  hour: { lengthMs: HOUR_MS, stepMs: 30 * SECOND_MS },
  day: { lengthMs: DAY_MS, stepMs: 10 * MINUTE_MS },
  month: { lengthMs: 30 * DAY_MS, stepMs: 6 * HOUR_MS },
  year: { lengthMs: 365 * DAY_MS, stepMs: 2 * DAY_MS },
};

/** The window of a range that ends now. */
export function windowOf(range: RatesRange, now: EpochMs): RatesWindow {
  const { lengthMs, stepMs } = RANGES[range];
  return { from: now - lengthMs, to: now, stepMs };
}

/** How much of the second one unit of the first buys, wherever either moved; both lines are of the same window. */
export function crossLine(from: RatesLine, to: RatesLine): RatesLine {
  const moments = [...new Set([...from, ...to].map(([at]) => at))].sort((a, b) => a - b);
  const crossed: RatesLine = [];
  let [i, j] = [-1, -1];
  for (const at of moments) {
    while ((from[i + 1]?.[0] ?? Infinity) <= at) i += 1;
    while ((to[j + 1]?.[0] ?? Infinity) <= at) j += 1;
    const [divisor, dividend] = [from[i]?.[1], to[j]?.[1]];
    if (divisor !== undefined && dividend !== undefined) crossed.push([at, rounded(dividend / divisor)]);
  }
  return crossed;
}

/** A chart shows no more digits. */
function rounded(rate: number): number {
  return Number(rate.toPrecision(8));
}

/** Values evenly apart, from the first known moment of the window to its end. Empty where there is no way to be seen. */
export function sparkOf(line: RatesLine, { from, to }: RatesWindow): number[] {
  const values: number[] = [];
  let i = -1;
  for (let step = 0; step < SPARK_VALUES; step++) {
    const at = from + ((to - from) * step) / (SPARK_VALUES - 1);
    while ((line[i + 1]?.[0] ?? Infinity) <= at) i += 1;
    const value = line[i]?.[1];
    if (value !== undefined) values.push(value);
  }
  return values.length < 2 ? [] : values;
}
