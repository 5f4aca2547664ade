import { assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAmount } from './amount.ts';
import { formatMoney, typedAmount } from './money.ts';

const EUR = { currency: 'EUR', exponent: 2 };
const JPY = { currency: 'JPY', exponent: 0 };
const KWD = { currency: 'KWD', exponent: 3 };

describe('parseAmount takes what is wholly an amount', () => {
  it.each([
    ['en', '120', 12_000],
    ['en', '120.5', 12_050],
    ['en', '120.50', 12_050],
    ['en', '120.', 12_000],
    ['en', ' 1,250.05 ', 125_005],
    ['en', '1,000,000', 100_000_000],
    ['en', '€120', 12_000],
    ['en', '120 EUR', 12_000],
    ['en', '0.01', 1],
    ['en', '007', 700],
    ['ru', '120,5', 12_050],
    ['ru', '120.50', 12_050],
    ['ru', '1 250,05', 125_005],
    ['ru', '1\u00a0250', 125_000],
    ['ru', '1\u202f250,5\u00a0€', 125_050],
  ])('%s %j', (locale, typed, minor) => {
    expect(parseAmount(typed, EUR, locale)).toEqual({ ok: true, minor });
  });

  it('knows currencies with other minor units', () => {
    expect(parseAmount('1,500', JPY, 'en')).toEqual({ ok: true, minor: 1500 });
    expect(parseAmount('1.234', KWD, 'en')).toEqual({ ok: true, minor: 1234 });
  });
});

describe('parseAmount refuses everything else, and says why', () => {
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['€', 'empty'],
    ['10.001', 'too-precise'],
    ['10.000', 'too-precise'],
    ['0', 'not-positive'],
    ['0.00', 'not-positive'],
    ['-5', 'not-positive'],
    ['\u22125', 'not-positive'],
    ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['1e308', 'not-a-number'],
    ['12abc', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['1,23,4', 'not-a-number'],
    ['12 34', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['+5', 'not-a-number'],
    ['.5', 'not-a-number'],
    ['１２', 'not-a-number'],
    ['10,5', 'decimal-comma'],
    ['$10', 'not-a-number'],
    ['90,000,000,000.01', 'too-large'],
    ['9999999999999999', 'too-large'],
  ])('%j is %s', (typed, fault) => {
    expect(parseAmount(typed, EUR, 'en')).toEqual({ ok: false, fault });
  });

  it('takes no fraction where the currency has none', () => {
    expect(parseAmount('10.5', JPY, 'en')).toEqual({ ok: false, fault: 'too-precise' });
  });

  it('takes no English groups for Russian ones', () => {
    expect(parseAmount('1,250', EUR, 'ru')).toEqual({ ok: false, fault: 'too-precise' });
    expect(parseAmount('1,250.50', EUR, 'ru')).toEqual({ ok: false, fault: 'not-a-number' });
  });
});

describe('what the page writes, the page reads', () => {
  it.each(['en', 'ru'])('%s', (locale) => {
    assert(
      property(integer({ min: 1, max: 9_000_000_000_000 }), constantFrom(EUR, JPY, KWD), (minor, currency) => {
        expect(parseAmount(typedAmount(minor, currency, locale), currency, locale)).toEqual({ ok: true, minor });
        expect(parseAmount(formatMoney(minor, currency, locale), currency, locale)).toEqual({ ok: true, minor });
      }),
    );
  });

  it('never throws on naughty text', () => {
    assert(
      property(string({ unit: 'binary' }), (typed) => {
        const parsed = parseAmount(typed, EUR, 'en');
        expect(parsed.ok ? Number.isSafeInteger(parsed.minor) && parsed.minor > 0 : true).toBe(true);
      }),
    );
  });
});
