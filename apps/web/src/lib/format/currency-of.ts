import type { CurrencyOf } from './money.ts';

/** A currency with the minor units that it has by itself, for what names the currency alone. */
export function currencyOf(currency: string): CurrencyOf {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return { currency, exponent: maximumFractionDigits ?? 2 };
}
