import { keptFormats } from '#lib/format/kept-formats.ts';

const DIGITS = 5;
const kept = keptFormats<Intl.NumberFormat>();

/** A rate in five figures: `1.1684`, `186.75`, `0.0053548`. As many decimals for all of one size, so that they align. */
export function formatRate(rate: number, locale: string): string {
  const size = rate > 0 ? Math.floor(Math.log10(rate)) : 0;
  const decimals = Math.min(10, Math.max(0, DIGITS - 1 - size));
  const fixed = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return kept(`${locale} ${decimals}`, () => new Intl.NumberFormat(locale, fixed)).format(rate);
}

/** A change as a part: `+0.42%`, `−1.10%`, `0.00%`. */
export function formatChange(change: number, locale: string): string {
  const made = kept(
    `${locale} %`,
    () =>
      new Intl.NumberFormat(locale, {
        style: 'percent',
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
        signDisplay: 'exceptZero',
      }),
  );
  // A hyphen stands for minus in some languages' data; it is narrower than the plus.
  return made.format(change).replace('-', '\u2212');
}
