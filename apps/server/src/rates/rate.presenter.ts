import { exponentOf, type Rate, type RateNow } from '@rostrum/contract';
import type { StandingRate } from './rates.source.ts';

/** A change of a thousandth of a per cent is the smallest that is told. */
const PART_DIGITS = 5;

/** What of a rate is sent whenever it moves. */
export function nowOf({ currency, rate, at, dayChange }: StandingRate): RateNow {
  return { currency, rate, at, dayChange: dayChange === null ? null : Number(dayChange.toFixed(PART_DIGITS)) };
}

/** A rate as lists show it. */
export function rateOf(standing: StandingRate, spark: readonly number[]): Rate {
  const { currency, day, provider, source, sourceUrl, stale } = standing;
  return {
    ...nowOf(standing),
    exponent: exponentOf(currency),
    date: day,
    provider,
    source,
    sourceUrl,
    simulated: provider === 'simulated',
    stale,
    spark: spark.map((value) => Number(value.toPrecision(7))),
  };
}
