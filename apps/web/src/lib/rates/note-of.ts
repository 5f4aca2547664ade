import type { EpochMs, Rate } from '@rostrum/contract';
import type { RatesMessages } from '#lib/messages/shape.ts';

/** Where rates come from, as far as a sentence needs it. */
export interface RatesOrigin {
  source: string;
  /** Of the oldest of them. */
  at: EpochMs;
  /** The day (ISO 8601) that the source gives them for. */
  date: string;
  /** The source publishes by the day, so the hour means nothing. */
  byDay: boolean;
  simulated: boolean;
}

/** How times are written for somebody. */
export interface TimeWriting {
  locale: string;
  /** null: not known, so in UTC. */
  zone: string | null;
}

/** The origin of the oldest of some rates; null where there are none. */
export function originOf(rates: readonly Rate[]): RatesOrigin | null {
  const [oldest] = rates.toSorted((a, b) => a.at - b.at);
  if (!oldest) return null;
  const { source, at, date, simulated, provider } = oldest;
  return { source, at, date, byDay: provider === 'ecb' || provider === 'daily', simulated };
}

const DAY = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const spoken = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);

/** A day of ISO 8601 in words. */
export function dayOf(date: string, locale: string): string {
  return new Intl.DateTimeFormat(spoken(locale), { ...DAY, timeZone: 'UTC' }).format(new Date(`${date}T00:00Z`));
}

/** When rates were made: the day alone, or day and time with the name of the zone. */
export function whenOf({ at, date, byDay }: RatesOrigin, { locale, zone }: TimeWriting): string {
  if (byDay) return dayOf(date, locale);
  return new Intl.DateTimeFormat(spoken(locale), {
    ...DAY,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone ?? 'UTC',
    timeZoneName: 'short',
  }).format(at);
}

/** One sentence on where every "≈" comes from. */
export function noteOf(origin: RatesOrigin, t: RatesMessages, writing: TimeWriting): string {
  const when = whenOf(origin, writing);
  return origin.simulated ? t.noteSimulated(when) : t.note(origin.source, when);
}
