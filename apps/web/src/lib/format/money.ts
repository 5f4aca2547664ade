import type { Minor } from '@rostrum/contract';
import { keptFormats } from './kept-formats.ts';

/** A currency as the house keeps it: minor units are 10^-exponent of it. */
export interface CurrencyOf {
  currency: string;
  exponent: number;
}

const kept = keptFormats<Intl.NumberFormat>();

function formatOf(locale: string, { currency, exponent }: CurrencyOf, zeros = false): Intl.NumberFormat {
  return kept(
    `${locale} ${currency} ${exponent} ${zeros}`,
    () =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        currencyDisplay: 'narrowSymbol',
        minimumFractionDigits: exponent,
        maximumFractionDigits: exponent,
        trailingZeroDisplay: zeros ? 'auto' : 'stripIfInteger',
      }),
  );
}

/** An amount in minor units as exact decimal text, `12050` with exponent 2 → `120.50`. */
export function decimalText(minor: Minor, exponent: number): string {
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(minor)).padStart(exponent + 1, '0');
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/** An amount as the visitor's language writes it: `€120`, `€120.50`, `120,50 €`. Whole amounts carry no zeros. */
export function formatMoney(minor: Minor, currency: CurrencyOf, locale: string): string {
  // As text, so that amounts above 2^53 minor units of a future exponent never pass through a float.
  return formatOf(locale, currency).format(decimalText(minor, currency.exponent) as Intl.StringNumericLiteral);
}

/** The same with its zeros, for amounts that are added up: `€24.00`. */
export function formatExactMoney(minor: Minor, currency: CurrencyOf, locale: string): string {
  return formatOf(locale, currency, true).format(decimalText(minor, currency.exponent) as Intl.StringNumericLiteral);
}

/** The sign that stands for a currency in the visitor's language: `€`. */
export function currencySign(currency: CurrencyOf, locale: string): string {
  const part = formatOf(locale, currency)
    .formatToParts(0)
    .find((piece) => piece.type === 'currency');
  return part?.value ?? currency.currency;
}

/** An amount as one would type it into a field in this language, without the currency: `1250.50`, `1250,50`. */
export function typedAmount(minor: Minor, currency: CurrencyOf, locale: string): string {
  const text = decimalText(minor, currency.exponent).replace(/\.0+$/, '');
  return locale === 'ru' ? text.replace('.', ',') : text;
}
