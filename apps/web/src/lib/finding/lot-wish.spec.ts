import { describe, expect, it } from 'vitest';
import { houseQuery, readWish, withPlainAmounts, writeWish } from './lot-wish.ts';

const EUR = { currency: 'EUR', exponent: 2 };
const read = (query: string) => readWish(new URLSearchParams(query));
const asked = (query: string, locale = 'en') => {
  const { params, faults } = houseQuery(read(query), EUR, locale);
  return { query: params.toString(), faults };
};

describe('a wish', () => {
  it('goes into an address and back', () => {
    for (const query of ['', '?q=oak+chair', '?q=%D0%B2%D0%B0%D0%B7%D0%B0&status=open&min=5&sort=price']) {
      expect(writeWish(read(query))).toBe(query);
    }
  });

  it('leaves out what an address cannot mean', () => {
    expect(writeWish(read('q=&status=draft&sort=reserve&auction=../x&category=++&other=1'))).toBe('');
    expect(read(`q=${'a'.repeat(900)}`).q).toHaveLength(200);
  });

  it('asks the house in minor units', () => {
    expect(asked('q=oak&min=5&max=12.50&sort=bids')).toEqual({ query: 'q=oak&sort=bids&min=500&max=1250', faults: {} });
    expect(asked('max=1+250,50', 'ru')).toEqual({ query: 'max=125050', faults: {} });
    expect(asked('min=0')).toEqual({ query: '', faults: {} });
  });

  it('leaves out bounds that are no amounts, and says so', () => {
    expect(asked('min=abc&max=-3')).toEqual({ query: '', faults: { min: 'not-a-number', max: 'not-positive' } });
    expect(asked('min=10&max=5')).toEqual({ query: 'min=1000', faults: { max: 'order' } });
    expect(houseQuery(read('min=10'), null, 'en').params.toString()).toBe('');
  });

  it('is written so that every language reads it', () => {
    expect(withPlainAmounts(read('min=1,250&max=€2,000.50'), EUR, 'en')).toMatchObject({ min: '1250', max: '2000.50' });
    expect(withPlainAmounts(read('min=1250,5&max=x'), EUR, 'ru')).toMatchObject({ min: '1250.50', max: 'x' });
  });
});
