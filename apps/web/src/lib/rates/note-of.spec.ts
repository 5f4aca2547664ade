import type { Rate } from '@rostrum/contract';
import { describe, expect, it } from 'vitest';
import { loadRatesMessages } from '#lib/messages/messages.ts';
import { noteOf, originOf, whenOf } from './note-of.ts';

const AT = Date.UTC(2026, 10, 22, 23, 30);
const rate = (change: Partial<Rate>): Rate => ({
  currency: 'USD',
  rate: '1.1684',
  at: AT,
  dayChange: null,
  exponent: 2,
  date: '2026-11-20',
  provider: 'ecb',
  source: 'European Central Bank',
  sourceUrl: 'https://www.ecb.europa.eu',
  simulated: false,
  stale: false,
  spark: [],
  ...change,
});

describe('where rates come from', () => {
  it('is told of the oldest one', () => {
    const older = rate({ currency: 'GBP', at: AT - 1, provider: 'kraken', source: 'Kraken' });
    expect(originOf([rate({}), older])).toMatchObject({ source: 'Kraken', at: AT - 1, byDay: false });
    expect(originOf([])).toBeNull();
  });

  it('names the day alone of what is published by the day', () => {
    expect(whenOf(originOf([rate({})])!, { locale: 'en', zone: 'America/New_York' })).toBe('20 November 2026');
  });

  it('names the time in the zone of the reader', () => {
    const live = originOf([rate({ provider: 'kraken' })])!;
    expect(whenOf(live, { locale: 'en', zone: 'Europe/Berlin' })).toBe('23 November 2026 at 00:30 CET');
    expect(whenOf(live, { locale: 'ru', zone: null })).toMatch(/^22 ноября 2026\sг\. в 23:30 UTC$/);
  });

  it('says when they are made up', async () => {
    const t = await loadRatesMessages('en');
    const writing = { locale: 'en', zone: null };
    expect(noteOf(originOf([rate({ simulated: true })])!, t, writing)).toMatch(/simulated/);
    expect(noteOf(originOf([rate({})])!, t, writing)).toMatch(/European Central Bank, 20 November 2026/);
  });
});
