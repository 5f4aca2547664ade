import type { Rate } from '@rostrum/contract';
import { describe, expect, it } from 'vitest';
import { formatChange, formatRate } from './format-rate.ts';
import { pairRows, withNews } from './pairs.ts';
import { ratesHref, readRatesWish } from './rates-wish.ts';

const rate = (currency: string, value: string, more: Partial<Rate> = {}): Rate => ({
  currency,
  rate: value,
  at: 1_000,
  dayChange: 0,
  exponent: 2,
  date: '2026-11-20',
  provider: 'ecb',
  source: 'European Central Bank',
  sourceUrl: '',
  simulated: false,
  stale: false,
  spark: [],
  ...more,
});

describe('pairs', () => {
  const rates = [
    rate('USD', '1.2', { dayChange: 0.02, spark: [1, 1.1, 1.2] }),
    rate('GBP', '0.8', { dayChange: -0.01, spark: [0.9, 0.8], at: 900, stale: true }),
  ];

  it('of the base are the rates as they are', () => {
    expect(pairRows(rates, 'EUR')).toMatchObject([
      { base: 'EUR', quote: 'USD', rate: 1.2, dayChange: expect.closeTo(0.02), spark: [1, 1.1, 1.2] },
      { quote: 'GBP', rate: 0.8, at: 900, stale: true },
    ]);
  });

  it('of another currency are reckoned, sparks from their common end', () => {
    const [eur, gbp] = pairRows(rates, 'USD');
    expect(eur).toMatchObject({ quote: 'EUR', at: 1_000, stale: false });
    expect(eur!.rate).toBeCloseTo(1 / 1.2, 12);
    expect(eur!.dayChange).toBeCloseTo(1 / 1.02 - 1, 12);
    expect(gbp!.rate).toBeCloseTo(0.8 / 1.2, 12);
    expect(gbp!.spark).toEqual([0.9 / 1.1, 0.8 / 1.2]);
    expect(gbp!.dayChange).toBeCloseTo(0.99 / 1.02 - 1, 12);
  });

  it('are none of a currency that is not there', () => expect(pairRows(rates, 'CHF')).toEqual([]));

  it('know no change where one of the two knows none', () => {
    expect(pairRows([rate('USD', '1', { dayChange: null }), rates[1]!], 'USD')[1]).toMatchObject({ dayChange: null });
  });

  it('take news, and no older ones', () => {
    const now = (at: number) => new Map([['USD', { currency: 'USD', rate: '1.3', at, dayChange: 0.03 }]]);
    expect(withNews(rates, now(1_001))[0]).toMatchObject({ rate: '1.3', dayChange: 0.03, spark: [1, 1.1, 1.3] });
    expect(withNews(rates, now(999))[0]).toEqual(rates[0]);
  });
});

describe('what an address asks for', () => {
  const known = ['EUR', 'CHF', 'GBP', 'USD'];
  it.each([
    ['', null, { base: 'EUR', quote: 'USD', range: 'day' }],
    ['', 'USD', { base: 'USD', quote: 'EUR', range: 'day' }],
    ['', 'ZZZ', { base: 'EUR', quote: 'USD', range: 'day' }],
    ['base=GBP', 'USD', { base: 'GBP', quote: 'EUR', range: 'day' }],
    ['base=GBP&pair=GBP-CHF&range=year', null, { base: 'GBP', quote: 'CHF', range: 'year' }],
    ['base=GBP&pair=USD-CHF', null, { base: 'GBP', quote: 'EUR', range: 'day' }],
    ['pair=USD-CHF', null, { base: 'USD', quote: 'CHF', range: 'day' }],
    ['pair=USD-USD&range=week', null, { base: 'USD', quote: 'EUR', range: 'day' }],
    ['base=<script>&pair=-&range=', null, { base: 'EUR', quote: 'USD', range: 'day' }],
  ])('%s of somebody with %s', (query, own, wish) => {
    expect(readRatesWish(new URLSearchParams(query), known, own)).toEqual(wish);
  });

  it('comes back from its own address', () => {
    const wish = { base: 'GBP', quote: 'CHF', range: 'month' } as const;
    expect(readRatesWish(new URL(ratesHref(wish), 'http://x').searchParams, known, null)).toEqual(wish);
  });
});

describe('figures', () => {
  it.each([
    [1.16837, 'en', '1.1684'],
    [186.752, 'en', '186.75'],
    [20_082.05, 'en', '20,082'],
    [0.00535475, 'en', '0.0053548'],
    [1.1, 'ru', '1,1000'],
  ])('rate %d in %s', (value, locale, text) => expect(formatRate(value, locale)).toBe(text));

  it.each([
    [0.0042, 'en', '+0.42%'],
    [-0.011, 'en', '−1.10%'],
    [0, 'en', '0.00%'],
    [-0.011, 'ru', '−1,10\u00a0%'],
  ])('change %d in %s', (value, locale, text) => expect(formatChange(value, locale)).toBe(text));
});
