import type { CurrencyOf } from './money.ts';

/** A currency with the minor units that it has by itself, for what names the currency alone. */
export function currencyOf(currency: string): CurrencyOf {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  return { currency, exponent: maximumFractionDigits ?? 2 };
}

/** What looks like a code of ISO 4217, and nothing else. */
export function currencyCode(text: unknown): string | null {
  return typeof text === 'string' && /^[A-Z]{3}$/.test(text) ? text : null;
}
