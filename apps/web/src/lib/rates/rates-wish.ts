import { RATES_RANGES, type RatesRange } from '@rostrum/contract';
import { pairName, type Pair } from './pairs.ts';

/** What the page of rates shows, as its address says it. */
export interface RatesWish extends Pair {
  range: RatesRange;
}

const COMMON = ['EUR', 'USD', 'GBP'];
const RANGE: RatesRange = 'day';

/** Reads an address; what it does not say, or says of currencies that are not there, is the usual. */
export function readRatesWish(params: URLSearchParams, known: readonly string[], own: string | null): RatesWish {
  const of = (code: string | null | undefined): string | null => (code && known.includes(code) ? code : null);
  const [first, second] = (params.get('pair') ?? '').split('-');
  const base = of(params.get('base')) ?? of(first) ?? of(own) ?? known[0] ?? '';
  const quote = of(first) === base ? of(second) : null;
  const usual = [...COMMON, ...known].find((code) => code !== base && known.includes(code)) ?? base;
  const range = RATES_RANGES.find((name) => name === params.get('range')) ?? RANGE;
  return { base, quote: quote === null || quote === base ? usual : quote, range };
}

/** The address of a wish. */
export function ratesHref({ range, ...pair }: RatesWish): string {
  return `/rates?base=${pair.base}&pair=${pairName(pair)}${range === RANGE ? '' : `&range=${range}`}`;
}
