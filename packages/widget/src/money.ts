import type { Minor } from '@rostrum/contract';

/** A currency as the house keeps it: minor units are 10^-exponent of it. */
export interface CurrencyOf {
  currency: string;
  exponent: number;
}

const formats = new Map<string, Intl.NumberFormat>();

/** An amount as the language writes it: `£120`, `£120.50`, `120,50 £`. Whole amounts carry no zeros. */
export function money(minor: Minor, { currency, exponent }: CurrencyOf, locale: string): string {
  const key = `${locale} ${currency} ${exponent}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: exponent,
      maximumFractionDigits: exponent,
      trailingZeroDisplay: 'stripIfInteger',
    });
    formats.set(key, format);
  }
  return format.format(minor / 10 ** exponent);
}

/** The currency of an amount that comes without its exponent, as the language's own data have it. */
export function currencyOf(currency: string): CurrencyOf {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return { currency, exponent: maximumFractionDigits ?? 2 };
}
