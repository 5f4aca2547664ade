import type { Minor } from '@rostrum/contract';
import { formatMoney, type CurrencyOf } from '#lib/format/money.ts';
import type { RatesOrigin } from './note-of.ts';

/** What comes with every page for a visitor who has a currency of his own: no more rates than its prices need. */
export interface ApproxRates {
  /** The visitor's currency. */
  currency: string;
  /** Minor units are 10^-exponent of it. */
  exponent: number;
  /** How much of it one unit of each currency of the house's other auctions buys. */
  per: Record<string, number>;
  origin: RatesOrigin;
  /** The origin, for people. */
  note: string;
}

/** From so many whole units on, the smaller ones would only pretend to be exact. */
const WHOLE_FROM = 1_000;

/**
 * An amount in the visitor's currency, `≈ $12.30`, or a range, `≈ $12 – $15`; null where it is in that currency already,
 * or cannot be reckoned.
 */
export function approxText(
  minor: Minor,
  of: CurrencyOf,
  { currency, exponent, per }: ApproxRates,
  locale: string,
  upTo?: Minor,
): string | null {
  const ratio = per[of.currency];
  if (!ratio) return null;
  const shown = (own: Minor): string => {
    const amount = (own / 10 ** of.exponent) * ratio;
    const decimals = amount < WHOLE_FROM ? exponent : 0;
    const rounded = Math.round(amount * 10 ** decimals) * 10 ** (exponent - decimals);
    return formatMoney(rounded, { currency, exponent }, locale);
  };
  const amounts = upTo === undefined ? [minor] : [minor, upTo];
  return `≈\u00a0${amounts.map(shown).join(' – ')}`;
}
