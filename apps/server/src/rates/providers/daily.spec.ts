import { describe, expect, it } from 'vitest';
import { readDaily } from './daily.ts';

const NOW = Date.parse('2026-04-13T16:00:00Z');
const EUR = { usd: 1.1684, gbp: 0.87058, jpy: 186.75, chf: 0.9242 };

function file(eur: object, date: unknown = '2026-04-13'): string {
  return JSON.stringify({ date, eur });
}

describe('the file of every day', () => {
  it('gives the rates of currencies that states have', () => {
    const quotes = readDaily(file({ ...EUR, eur: 1, btc: 0.0000157, '1inch': 9.2, uah: 48.5 }), NOW);
    expect(quotes.map(({ currency, rate }) => `${currency} ${rate}`).sort()).toEqual([
      'CHF 0.9242',
      'GBP 0.87058',
      'JPY 186.75',
      'UAH 48.5',
      'USD 1.1684',
    ]);
    expect(quotes[0]).toMatchObject({ at: Date.parse('2026-04-13T00:00:00Z'), day: '2026-04-13' });
  });

  it.each([
    ['a text', { ...EUR, usd: '1.1684' }],
    ['a comma', { ...EUR, usd: '1,1684' }],
    ['nought', { ...EUR, usd: 0 }],
    ['less than nought', { ...EUR, gbp: -0.87 }],
    ['null', { ...EUR, gbp: null }],
    ['a rate below all measure', { ...EUR, uah: 4e-9 }],
    ['a rate beyond all measure', { ...EUR, uah: 1e21 }],
    ['a currency that must be there and is not', { usd: 1.1684 }],
  ])('is refused as a whole for %s', (_, eur) => {
    expect(() => readDaily(file(eur), NOW)).toThrow(expect.objectContaining({ fault: 'malformed' }));
  });

  it.each([
    ['2026-04-16', 'malformed'],
    ['2026-4-13', 'malformed'],
    [20260413, 'malformed'],
    [undefined, 'malformed'],
    ['2026-04-08', 'outdated'],
  ])('is refused where its date is %j', (date, fault) => {
    const text = date === undefined ? JSON.stringify({ eur: EUR }) : file(EUR, date);
    expect(() => readDaily(text, NOW)).toThrow(expect.objectContaining({ fault }));
  });

  it.each(['', 'null', '[]', '{"eur": []}', '{"date": "2026-04-13"}', file(EUR).slice(0, -5), '<html>'])(
    'is refused where it is %j',
    (text) => {
      expect(() => readDaily(text, NOW)).toThrow(expect.objectContaining({ fault: 'malformed' }));
    },
  );
});
