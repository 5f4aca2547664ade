import type { Minor } from './protocol.ts';

/** A currency's place beside the others: its rate against the base of the house (`1` for the base itself). */
export interface Quoted {
  /** How much one unit of the base buys, as a plain decimal. */
  rate: string;
  /** Minor units are 10^-exponent of the currency. */
  exponent: number;
}

const PLAIN = /^(\d{1,20})(?:\.(\d{1,20}))?$/;

/** Currencies of ISO 4217 whose minor unit is not a hundredth. */
const EXPONENTS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF',
  3: 'BHD IQD JOD KWD LYD OMR TND',
};

/** How many decimals a currency of ISO 4217 has: 2 for USD, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: string): number {
  const found = Object.entries(EXPONENTS).find(([, currencies]) => currencies.split(' ').includes(currency));
  return found ? Number(found[0]) : 2;
}

/**
 * An amount in another currency, in whole minor units of that one; halves are rounded away from nought. It is reckoned
 * with whole numbers of any length, so nothing is lost before that one rounding. Throws RangeError for an amount that is
 * not whole or whose answer is beyond what a number holds exactly, and for a rate that is not a plain decimal above nought.
 */
export function convertMinor(amountMinor: Minor, from: Quoted, to: Quoted): Minor {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError('an amount is whole minor units');
  const [source, target] = [fractionOf(from.rate), fractionOf(to.rate)];
  const above = BigInt(Math.abs(amountMinor)) * target.digits * 10n ** BigInt(source.decimals + to.exponent);
  const below = source.digits * 10n ** BigInt(target.decimals + from.exponent);
  const rounded = Number((2n * above + below) / (2n * below));
  if (!Number.isSafeInteger(rounded)) throw new RangeError('the amount is too large');
  return amountMinor < 0 && rounded > 0 ? -rounded : rounded;
}

/** A decimal as digits × 10^-decimals. */
function fractionOf(rate: string): { digits: bigint; decimals: number } {
  const [, whole, decimals = ''] = PLAIN.exec(rate) ?? [];
  const digits = whole === undefined ? 0n : BigInt(whole + decimals);
  if (digits === 0n) throw new RangeError('a rate is a plain decimal above nought');
  return { digits, decimals: decimals.length };
}
