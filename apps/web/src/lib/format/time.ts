import type { EpochMs } from '@rostrum/contract';
import { keptFormats } from './kept-formats.ts';

const DAY_MS = 86_400_000;
const kept = keptFormats<Intl.DateTimeFormat>();

function format(locale: string, zone: string, key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // 24 hours in both languages: "closes at 6:04" must never be asked "in the evening?".
  const spoken = locale === 'en' ? 'en-GB' : locale;
  return kept(
    `${locale} ${zone} ${key}`,
    () => new Intl.DateTimeFormat(spoken, { timeZone: zone, hourCycle: 'h23', ...options }),
  );
}

function dayOf(at: EpochMs, zone: string): string {
  return format('en', zone, 'day', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** `18:04` today, `Tue 24 Nov, 18:04` on another day. */
export function shortTime(at: EpochMs, now: EpochMs, locale: string, zone: string): string {
  const time = format(locale, zone, 'time', { hour: '2-digit', minute: '2-digit' }).format(at);
  if (dayOf(at, zone) === dayOf(now, zone)) return time;
  return `${format(locale, zone, 'weekday', { weekday: 'short', day: 'numeric', month: 'short' }).format(at)}, ${time}`;
}

/** `18:04:09`, for histories within a day; with the date before it on another day. */
export function exactTime(at: EpochMs, now: EpochMs, locale: string, zone: string): string {
  const time = format(locale, zone, 'exact', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);
  if (dayOf(at, zone) === dayOf(now, zone)) return time;
  return `${format(locale, zone, 'date', { day: 'numeric', month: 'short' }).format(at)}, ${time}`;
}

/** Everything, with the name of the zone: `Sunday 22 November 2026, 18:04 CET`. */
export function fullTime(at: EpochMs, locale: string, zone: string): string {
  return format(locale, zone, 'full', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}

/** A length of time in the two units that matter; `tenths` only below one minute, where they are asked for. */
export interface Span {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
  tenths: number;
}

/** Splits what is left (never below zero) into units. */
export function spanOf(ms: number): Span {
  const left = Math.max(0, ms);
  return {
    days: Math.floor(left / DAY_MS),
    hours: Math.floor(left / 3_600_000) % 24,
    minutes: Math.floor(left / 60_000) % 60,
    seconds: Math.floor(left / 1000) % 60,
    tenths: Math.floor(left / 100) % 10,
  };
}

/** Makes the first format of a date, so that the next ones are cheap. */
export function warmTimes(locale: string): void {
  shortTime(0, 0, locale, 'UTC');
}

/** Whether this is a zone that can be formatted with. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
