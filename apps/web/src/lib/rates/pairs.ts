import { RATES_BASE, type Rate, type RateNow } from '@rostrum/contract';

/** Two currencies: how much of `quote` one unit of `base` buys. */
export interface Pair {
  base: string;
  quote: string;
}

/** A rate of the list as one unit of the chosen base sees it. */
export interface PairRow extends Pair {
  rate: number;
  /** Against a day before, as a part; null: not known. */
  dayChange: number | null;
  /** The oldest first. */
  spark: number[];
  at: number;
  stale: boolean;
}

/** As addresses write it: `EUR-USD`. */
export function pairName({ base, quote }: Pair): string {
  return `${base}-${quote}`;
}

/** Every currency that the house has a rate for, the base of its rates first. */
export function currenciesOf(rates: readonly Rate[]): string[] {
  return [RATES_BASE, ...rates.map(({ currency }) => currency)];
}

type Known = Pick<Rate, 'currency' | 'rate' | 'dayChange' | 'spark' | 'at' | 'stale'>;

/** The list with what is newer of it; a spark ends where its rate is now. */
export function withNews(rates: readonly Rate[], now: ReadonlyMap<string, RateNow>): Rate[] {
  return rates.map((rate) => {
    const fresh = now.get(rate.currency);
    if (!fresh || fresh.at < rate.at) return rate;
    return { ...rate, ...fresh, spark: [...rate.spark.slice(0, -1), Number(fresh.rate)] };
  });
}

/** One row for every other currency. */
export function pairRows(rates: readonly Rate[], base: string): PairRow[] {
  const own: Known = { currency: RATES_BASE, rate: '1', dayChange: 0, spark: [], at: Infinity, stale: false };
  const all: Known[] = [own, ...rates];
  const from = all.find(({ currency }) => currency === base);
  return from ? all.filter((to) => to !== from).map((to) => rowOf(from, to)) : [];
}

function rowOf(from: Known, to: Known): PairRow {
  return {
    base: from.currency,
    quote: to.currency,
    rate: Number(to.rate) / Number(from.rate),
    dayChange: to.dayChange === null || from.dayChange === null ? null : (1 + to.dayChange) / (1 + from.dayChange) - 1,
    spark: sparkOf(from, to),
    at: Math.min(from.at, to.at),
    stale: from.stale || to.stale,
  };
}

/** Sparks are evenly apart and end together, so the shorter one says how many points there are. */
function sparkOf(from: Known, to: Known): number[] {
  const count = Math.min(
    ...[from, to].filter(({ currency }) => currency !== RATES_BASE).map((one) => one.spark.length),
  );
  const value = (one: Known, back: number): number =>
    one.currency === RATES_BASE ? 1 : (one.spark[one.spark.length - back] ?? Number.NaN);
  return Array.from({ length: count }, (_, index) => value(to, count - index) / value(from, count - index));
}
