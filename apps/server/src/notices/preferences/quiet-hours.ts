import type { EpochMs, QuietHours } from '@rostrum/contract';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

/** Until when the quiet hours last that `now` lies in, by the clocks of `zone`; null outside of them. */
export function quietUntil(quiet: QuietHours | null, zone: string, now: EpochMs): EpochMs | null {
  if (quiet === null) return null;
  const minute = minuteOfDay(now, zone);
  const { from, to } = quiet;
  const within = from < to ? minute >= from && minute < to : minute >= from || minute < to;
  return within ? nextAt(to, zone, now) : null;
}

/** The next moment after `now` at which the clocks of `zone` show this minute of the day. */
export function nextAt(minute: number, zone: string, now: EpochMs): EpochMs {
  const wait = (minute - minuteOfDay(now, zone) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const guess = Math.floor(now / MINUTE_MS) * MINUTE_MS + wait * MINUTE_MS;
  // Clocks may be set forward or back on the way; a minute that they leave out is past when they come to it.
  const off = minute - minuteOfDay(guess, zone);
  const nearest = off > DAY_MINUTES / 2 ? off - DAY_MINUTES : off < -DAY_MINUTES / 2 ? off + DAY_MINUTES : off;
  return Math.max(guess + nearest * MINUTE_MS, now + 1);
}

/** Minutes since midnight by the clocks of an IANA zone. */
function minuteOfDay(at: EpochMs, zone: string): number {
  const parts = clockOf(zone).formatToParts(at);
  const read = (type: 'hour' | 'minute'): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return read('hour') * 60 + read('minute');
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making one costs more than asking it, and there are only some hundred zones. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('en', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(zone, clock);
  return clock;
}
