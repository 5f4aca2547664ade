import { describe, expect, it } from 'vitest';
import { currencySign, decimalText, formatMoney } from './money.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formatMoney', () => {
  it.each([
    ['en', 12_000, 'EUR', 2, '€120'],
    ['en', 12_050, 'EUR', 2, '€120.50'],
    ['en', 125_005, 'USD', 2, '$1,250.05'],
    ['ru', 12_000, 'EUR', 2, '120 €'],
    ['ru', 12_050, 'EUR', 2, '120,50 €'],
    ['ru', 125_000_000, 'RUB', 2, '1 250 000 ₽'],
    ['en', 1500, 'JPY', 0, '¥1,500'],
    ['en', 1234, 'KWD', 3, 'KWD 1.234'],
    ['en', 9_000_000_000_000, 'EUR', 2, '€90,000,000,000'],
  ])('%s %d %s', (locale, minor, currency, exponent, text) => {
    expect(plain(formatMoney(minor, { currency, exponent }, locale))).toBe(text);
  });
});

describe('decimalText', () => {
  it.each([
    [5, 2, '0.05'],
    [100, 2, '1.00'],
    [1500, 0, '1500'],
    [-5, 2, '-0.05'],
  ])('%d with %d', (minor, exponent, text) => {
    expect(decimalText(minor, exponent)).toBe(text);
  });
});

it('a currency has the sign of the language', () => {
  expect(currencySign({ currency: 'EUR', exponent: 2 }, 'ru')).toBe('€');
});
