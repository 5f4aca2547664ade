import { describe, expect, it } from 'vitest';
import { approxText, type ApproxRates } from './approx-rates.ts';
import { ratiosTo } from './ratios.ts';

const dollars: ApproxRates = {
  currency: 'USD',
  exponent: 2,
  per: { EUR: 1.2, GBP: 1.5, JPY: 0.0066666667 },
  origin: { source: '', at: 0, date: '2026-11-20', byDay: true, simulated: false },
  note: '',
};
const of = (currency: string, exponent = 2) => ({ currency, exponent });
const plain = (text: string | null) => text?.replace(/[\u00a0\u202f]/g, ' ') ?? null;

describe('approxText', () => {
  it.each([
    [1_025, of('EUR'), 'en', '≈ $12.30'],
    [1_000, of('GBP'), 'en', '≈ $15'],
    [1_000, of('GBP'), 'ru', '≈ 15 $'],
    [150, of('JPY', 0), 'en', '≈ $1'],
    [83_325, of('EUR'), 'en', '≈ $999.90'],
    [123_456, of('EUR'), 'en', '≈ $1,481'],
    [0, of('EUR'), 'en', '≈ $0'],
  ])('%d of %o in %s is %s', (minor, currency, locale, text) => {
    expect(plain(approxText(minor, currency, dollars, locale))).toBe(text);
  });

  it('says a range as one', () => {
    expect(plain(approxText(1_000, of('GBP'), dollars, 'en', 123_456))).toBe('≈ $15 – $1,852');
    expect(approxText(1_000, of('USD'), dollars, 'en', 2_000)).toBeNull();
  });

  it('says nothing where there is nothing to reckon', () => {
    expect(approxText(1_000, of('USD'), dollars, 'en')).toBeNull();
    expect(approxText(1_000, of('CHF'), dollars, 'en')).toBeNull();
  });

  it('takes the minor units of the auction and those of the visitor', () => {
    expect(plain(approxText(10_250, of('EUR', 3), dollars, 'en'))).toBe('≈ $12.30');
    const yen = { ...dollars, currency: 'JPY', exponent: 0, per: { EUR: 180.04 } };
    expect(plain(approxText(1_000, of('EUR'), yen, 'en'))).toBe('≈ ¥1,800');
    expect(plain(approxText(100, of('EUR'), yen, 'en'))).toBe('≈ ¥180');
  });

  it('has words for the greatest amounts in the smallest currencies', () => {
    const rupiah = { ...dollars, currency: 'IDR', per: { EUR: 20_082.05 } };
    expect(plain(approxText(9_000_000_000_000, of('EUR'), rupiah, 'en'))).toBe('≈ Rp 1,807,384,500,000,000');
  });
});

describe('ratiosTo', () => {
  const rates: Record<string, string> = { USD: '1.25', GBP: '0.8' };
  it('crosses rates of the base, and leaves out what is not known', () => {
    expect(ratiosTo('USD', ['EUR', 'GBP', 'USD', 'CHF'], (code) => rates[code])).toEqual({ EUR: 1.25, GBP: 1.5625 });
    expect(ratiosTo('EUR', ['USD'], (code) => rates[code])).toEqual({ USD: 0.8 });
    expect(ratiosTo('CHF', ['USD'], (code) => rates[code])).toEqual({});
  });
});
