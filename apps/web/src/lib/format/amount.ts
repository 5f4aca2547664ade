import { MAX_AMOUNT_MINOR, type Minor } from '@rostrum/contract';
import { currencySign, type CurrencyOf } from './money.ts';

/** Why a typed amount cannot be taken. */
export type AmountFault = 'empty' | 'not-a-number' | 'not-positive' | 'too-precise' | 'too-large' | 'decimal-comma';

/** What a typed amount means, or why it means nothing. Nothing is ever rounded. */
export type ParsedAmount = { ok: true; minor: Minor } | { ok: false; fault: AmountFault };

interface Notation {
  /** Whole part with correct groups, and the rest after the decimal sign. */
  shape: RegExp;
  groups: RegExp;
}

const SPACES = /[\s\u00a0\u202f]/g;

const NOTATIONS: Record<string, Notation> = {
  // 1,250.50 and 1250.50
  en: { shape: /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/, groups: /,/g },
  // 1 250,50 and 1250,50; a point does for the comma, since nothing else uses it
  ru: { shape: /^(\d+|\d{1,3}(?:[\s\u00a0\u202f]\d{3})+)(?:[.,](\d*))?$/, groups: SPACES },
};

function withoutSigns(typed: string, currency: CurrencyOf, locale: string): string {
  let text = typed.trim();
  for (const sign of [currencySign(currency, locale), currency.currency]) {
    if (text.toUpperCase().startsWith(sign.toUpperCase())) text = text.slice(sign.length).trim();
    else if (text.toUpperCase().endsWith(sign.toUpperCase())) text = text.slice(0, -sign.length).trim();
  }
  return text;
}

/**
 * Reads an amount as the visitor's language writes it, strictly: what is not wholly an amount (`12abc`, `1e308`,
 * `10.001` cents) is refused with the reason, so that nobody bids what he did not mean.
 */
export function parseAmount(typed: string, currency: CurrencyOf, locale: string): ParsedAmount {
  const text = withoutSigns(typed, currency, locale);
  if (text === '') return { ok: false, fault: 'empty' };
  const notation = NOTATIONS[locale] ?? NOTATIONS['en']!;
  if (/^[-\u2212]/.test(text) && notation.shape.test(text.slice(1).trim())) return { ok: false, fault: 'not-positive' };
  const match = notation.shape.exec(text);
  if (!match) {
    return { ok: false, fault: locale === 'en' && /^\d+,\d{1,2}$/.test(text) ? 'decimal-comma' : 'not-a-number' };
  }
  const whole = match[1]!.replace(notation.groups, '').replace(/^0+(?=\d)/, '');
  const fraction = match[2] ?? '';
  if (fraction.length > currency.exponent) return { ok: false, fault: 'too-precise' };
  const digits = whole + fraction.padEnd(currency.exponent, '0');
  // Fifteen digits are exact in a double and above the house's limit.
  if (digits.replace(/^0+/, '').length > 15) return { ok: false, fault: 'too-large' };
  const minor = Number(digits);
  if (minor > MAX_AMOUNT_MINOR) return { ok: false, fault: 'too-large' };
  return minor === 0 ? { ok: false, fault: 'not-positive' } : { ok: true, minor };
}
