import { describe, expect, it } from 'vitest';
import { time as en } from '../messages/en/time.ts';
import { time as ru } from '../messages/ru/time.ts';
import { exactTime, fullTime, isZone, shortTime, spanOf } from './time.ts';

const AT = Date.UTC(2026, 10, 22, 17, 4, 9);
const EARLIER = AT - 3_600_000;
const YESTERDAY = AT - 86_400_000;

describe('times in the visitor’s zone', () => {
  it('is short today and names the day otherwise', () => {
    expect(shortTime(AT, EARLIER, 'en', 'Europe/Berlin')).toBe('18:04');
    expect(shortTime(AT, YESTERDAY, 'en', 'Europe/Berlin')).toBe('Sun 22 Nov, 18:04');
    expect(shortTime(AT, YESTERDAY, 'ru', 'Europe/Berlin')).toMatch(/^вс, 22 нояб\.?, 18:04$/);
  });

  it('asks the zone, not the device, which day it is', () => {
    const late = Date.UTC(2026, 10, 22, 23, 30);
    expect(shortTime(late, late - 3_600_000, 'en', 'Asia/Tokyo')).toBe('08:30');
    expect(shortTime(late, late - 3_600_000, 'en', 'Europe/Berlin')).toBe('Mon 23 Nov, 00:30');
  });

  it('has seconds in histories, and the zone in full', () => {
    expect(exactTime(AT, EARLIER, 'en', 'Europe/Berlin')).toBe('18:04:09');
    expect(exactTime(AT, YESTERDAY, 'en', 'UTC')).toBe('22 Nov, 17:04:09');
    expect(fullTime(AT, 'en', 'Europe/Berlin')).toMatch(/Sunday,? 22 November 2026.*18:04 CET/);
  });

  it('knows zones', () => {
    expect(isZone('Europe/Riga')).toBe(true);
    expect(isZone('Mars/Olympus')).toBe(false);
  });
});

describe('countdowns', () => {
  it.each([
    [2 * 86_400_000 + 3 * 3_600_000, '2 d 3 h', '2 д 3 ч'],
    [3 * 3_600_000 + 12 * 60_000, '3 h 12 min', '3 ч 12 мин'],
    [4 * 60_000 + 12_999, '4 min 12 s', '4 мин 12 с'],
    [42_000, '42 s', '42 с'],
    [-5, '0 s', '0 с'],
  ])('%d ms', (ms, english, russian) => {
    expect(en.span(spanOf(ms))).toBe(english);
    expect(ru.span(spanOf(ms))).toBe(russian);
  });

  it('counts tenths in the last minute', () => {
    expect(en.tenths(spanOf(12_345))).toBe('12.3 s');
    expect(ru.tenths(spanOf(12_345))).toBe('12,3 с');
  });
});
