import { describe, expect, it } from 'vitest';
import { nextAt, quietUntil } from './quiet-hours.ts';

const at = (text: string): number => Date.parse(text);
const iso = (moment: number | null): string | null =>
  moment === null ? null : new Date(moment).toISOString().slice(0, 16);
const NIGHT = { from: 22 * 60, to: 7 * 60 + 30 };

describe('quiet hours', () => {
  it.each([
    ['before', '2026-11-22T20:59Z', null],
    ['at their beginning', '2026-11-22T21:00Z', '2026-11-23T06:30'],
    ['before midnight', '2026-11-22T22:59Z', '2026-11-23T06:30'],
    ['after midnight', '2026-11-23T00:15Z', '2026-11-23T06:30'],
    ['in their last minute', '2026-11-23T06:29Z', '2026-11-23T06:30'],
    ['at their end', '2026-11-23T06:30Z', null],
  ])('over midnight in Berlin, %s', (_, now, until) => {
    expect(iso(quietUntil(NIGHT, 'Europe/Berlin', at(now)))).toBe(until);
  });

  it('within a day, and none at all', () => {
    const noon = { from: 12 * 60, to: 13 * 60 };
    expect(iso(quietUntil(noon, 'UTC', at('2026-01-01T12:30:20Z')))).toBe('2026-01-01T13:00');
    expect(quietUntil(noon, 'UTC', at('2026-01-01T13:00Z'))).toBeNull();
    expect(quietUntil(null, 'UTC', at('2026-01-01T13:00Z'))).toBeNull();
  });

  it('end by the clocks of that morning, when they were set in the night', () => {
    // Berlin: forward on 29 March 2026, back on 25 October 2026.
    expect(iso(quietUntil(NIGHT, 'Europe/Berlin', at('2026-03-28T23:00Z')))).toBe('2026-03-29T05:30');
    expect(iso(quietUntil(NIGHT, 'Europe/Berlin', at('2026-10-24T23:00Z')))).toBe('2026-10-25T06:30');
  });

  it('count half hours of zones', () => {
    expect(iso(quietUntil(NIGHT, 'Asia/Kolkata', at('2026-01-01T17:00Z')))).toBe('2026-01-02T02:00');
  });
});

it('the next time of a minute is always ahead, also where clocks leave it out', () => {
  expect(iso(nextAt(9 * 60, 'UTC', at('2026-01-01T09:00Z')))).toBe('2026-01-02T09:00');
  expect(iso(nextAt(9 * 60, 'UTC', at('2026-01-01T08:59:59Z')))).toBe('2026-01-01T09:00');
  // 02:30 does not exist in Berlin on that night.
  const now = at('2026-03-28T23:00Z');
  expect(nextAt(150, 'Europe/Berlin', now)).toBeGreaterThan(now);
  expect(nextAt(150, 'Europe/Berlin', now)).toBeLessThan(at('2026-03-29T02:00Z'));
});
