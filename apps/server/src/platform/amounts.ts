import type { EpochMs, Minor } from '@rostrum/contract';

/** A currency whose minor units are 10^-exponent of it. */
interface Currency {
  currency: string;
  exponent: number;
}

/** An amount as a language writes it, without zeros that say nothing: `€120`, `120,50 €`. */
export function moneyText(minor: Minor, { currency, exponent }: Currency, locale: string): string {
  const digits = String(minor).padStart(exponent + 1, '0');
  const decimal = exponent === 0 ? digits : `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(decimal as Intl.StringNumericLiteral);
}

/** Date, hour and zone, since nobody knows when and where it is read: `22 November 2026 at 18:04 CET`. */
export function momentText(at: EpochMs, zone: string, locale: string, weekday?: 'long'): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: zone,
    hourCycle: 'h23',
    weekday,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}
