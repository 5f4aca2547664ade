import type { EpochMs } from '@rostrum/contract';
import { BadRates } from './provider.ts';

/** The east of the world has the next date for so long before UTC has it. */
const EAST_MS = 14 * 3_600_000;
/** Digits before and after the point: enough for any currency, and nothing that would overflow. */
const PLAIN = /^(?=.*[1-9])(?:0|[1-9]\d{0,11})(?:\.\d{1,12})?$/;

/** A rate that is written as a plain decimal above nought. A decimal comma is refused, never skipped. */
export function plainRate(text: unknown, of: string): string {
  if (typeof text !== 'string' || !PLAIN.test(text)) throw new BadRates('malformed', `the rate of ${of} is no rate`);
  return text;
}

/** A rate that came as a number of JSON. */
export function rateOfNumber(value: unknown, of: string): string {
  if (typeof value !== 'number') throw new BadRates('malformed', `the rate of ${of} is no number`);
  return plainRate(String(value), of);
}

/**
 * The moment at which a date (`2026-04-13`) begins in UTC. Throws for one that is none, that is still to come anywhere on
 * earth, or that is older than `maxAgeMs`.
 */
export function startOfDay(day: unknown, now: EpochMs, maxAgeMs: number): EpochMs {
  const at = typeof day === 'string' && /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day) {
    throw new BadRates('malformed', 'the date of the rates is no date');
  }
  if (at > now + EAST_MS) throw new BadRates('malformed', `the rates are of ${day}, which is to come`);
  if (at < now - maxAgeMs) throw new BadRates('outdated', `the newest rates are of ${day}`);
  return at;
}

/** The date in UTC of a moment. */
export function dayOf(at: EpochMs): string {
  return new Date(at).toISOString().slice(0, 10);
}
