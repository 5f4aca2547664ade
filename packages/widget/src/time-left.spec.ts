import { describe, expect, it } from 'vitest';
import { languageOf } from './language.ts';
import { spanOf } from './span.ts';
import { ago, timeLeft } from './time-left.ts';

const [en, ru] = [languageOf('en'), languageOf('ru')];
const NOW = Date.UTC(2026, 10, 23, 12, 0, 0);
const MINUTE = 60_000;
const lot = (more: object) => ({ status: 'open' as const, startsAt: NOW, endsAt: NOW + 4 * MINUTE + 12_000, ...more });

describe('when a lot closes', () => {
  it('is said in the two units that matter, with the time of day where there is room', () => {
    expect(timeLeft(lot({}), NOW, en, true)).toBe('Closes in 4 min 12 s');
    expect(timeLeft(lot({}), NOW, en)).toMatch(/^Closes in 4 min 12 s · not before \d\d:04$/);
    expect(timeLeft(lot({ endsAt: NOW + 51 * 60 * MINUTE }), NOW, ru, true)).toBe('До закрытия 2 д 3 ч');
  });

  it('is never below nought, and how it ended once it is over', () => {
    expect(timeLeft(lot({ endsAt: NOW - 1 }), NOW, en)).toBe('Closing');
    expect(timeLeft(lot({ status: 'sold' }), NOW, ru)).toBe('Продан');
    expect(timeLeft(lot({ status: 'paused' }), NOW, en)).toBe('Paused by the house');
    expect(spanOf(-5)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0 });
  });

  it('or opens', () => {
    expect(timeLeft(lot({ status: 'scheduled', startsAt: NOW + 90_000 }), NOW, en)).toBe('Opens in 1 min 30 s');
    expect(timeLeft(lot({ status: 'scheduled', startsAt: NOW - 1 }), NOW, en)).toMatch(/^Opens /);
  });
});

it.each([
  [-4_000, 'now'],
  [2_000, 'now'],
  [42_000, '42 sec. ago'],
  [5 * MINUTE, '5 min. ago'],
  [3 * 60 * MINUTE, '3 hr. ago'],
  [49 * 60 * MINUTE, '2 days ago'],
])('%d ms ago', (ms, text) => {
  expect(ago(ms, 'en', 'now')).toBe(text);
});
