import { describe, expect, it } from 'vitest';
import { languageOf } from '../language.ts';
import { currencyOf, money } from '../money.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

describe('the language', () => {
  it.each([
    ['ru', 'ru'],
    ['ru-RU', 'ru'],
    ['RU', 'ru'],
    ['en-GB', 'en'],
    ['run', 'en'],
    ['de', 'en'],
    ['', 'en'],
    [null, 'en'],
  ])('of %j is %s', (tag, locale) => {
    expect(languageOf(tag).locale).toBe(locale);
  });
});

describe('plurals', () => {
  it('are right in both', () => {
    expect([1, 2, 5, 11, 21, 104].map(ru.bids)).toEqual([
      '1 ставка',
      '2 ставки',
      '5 ставок',
      '11 ставок',
      '21 ставка',
      '104 ставки',
    ]);
    expect([1, 2].map(en.bids)).toEqual(['1 bid', '2 bids']);
    expect([1, 24, 25].map((count) => ru.allLots(count, 'Rostrum'))).toEqual([
      '1 лот на сайте Rostrum',
      'Все 24 лота на сайте Rostrum',
      'Все 25 лотов на сайте Rostrum',
    ]);
  });
});

describe('money', () => {
  it('is written as each language does, with the minor units that the currency has', () => {
    const pounds = { currency: 'GBP', exponent: 2 };
    expect([money(12_000, pounds, 'en'), money(12_050, pounds, 'en')]).toEqual(['£120', '£120.50']);
    expect(money(12_050, pounds, 'ru')).toBe('120,50\u00a0£');
    expect(money(1_500, currencyOf('JPY'), 'en')).toBe('¥1,500');
    expect(currencyOf('KWD')).toEqual({ currency: 'KWD', exponent: 3 });
  });
});
