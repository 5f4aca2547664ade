import type { EpochMs, PublicLot } from '@rostrum/contract';
import type { Language } from './language.ts';
import { spanOf } from './span.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  // 24 hours in both languages: "closes at 6:04" must never be asked "in the evening?".
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options)));
  return made;
}

/** `18:04` today, `Tue 24 Nov, 18:04` on another day; in the visitor's zone. */
export function moment(at: EpochMs, now: EpochMs, locale: string): string {
  const time = format(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
  if (new Date(at).toDateString() === new Date(now).toDateString()) return time;
  return `${format(locale, { weekday: 'short', day: 'numeric', month: 'short' }).format(at)}, ${time}`;
}

/** When a lot opens or closes, or how it ended; `brief` leaves the time of day out. */
export function timeLeft(
  lot: Pick<PublicLot, 'status' | 'startsAt' | 'endsAt'>,
  now: EpochMs,
  { locale, words: t }: Language,
  brief = false,
): string {
  if (lot.status === 'scheduled') {
    const left = lot.startsAt - now;
    return left > 0 ? t.opensIn(t.span(spanOf(left))) : t.opens(moment(lot.startsAt, now, locale));
  }
  if (lot.status !== 'open') return t.status[lot.status];
  const left = lot.endsAt - now;
  if (left <= 0) return t.closing;
  const closesIn = t.closesIn(t.span(spanOf(left)));
  return brief ? closesIn : `${closesIn} · ${t.notBefore(moment(lot.endsAt, now, locale))}`;
}

const STEPS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
] as const;

/** How long ago something was, in one unit; `now` for the last seconds. */
export function ago(ms: number, locale: string, now: string): string {
  const spoken = new Intl.RelativeTimeFormat(locale, { style: 'short' });
  let past = Math.round(ms / 1000);
  if (past < 3) return now;
  for (const [unit, size] of STEPS) {
    if (past < size) return spoken.format(-past, unit);
    past = Math.floor(past / size);
  }
  return spoken.format(-past, 'day');
}
