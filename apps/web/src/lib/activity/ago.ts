import { keptFormats } from '#lib/format/kept-formats.ts';

const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;

const kept = keptFormats<Intl.RelativeTimeFormat>();

/** How long ago something was, in one unit: `12 sec. ago`; `now` for the last seconds and for what lies ahead. */
export function ago(ms: number, locale: string, now: string): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 3) return now;
  const format = kept(locale, () => new Intl.RelativeTimeFormat(locale, { style: 'short' }));
  if (seconds < MINUTE_S) return format.format(-seconds, 'second');
  if (seconds < HOUR_S) return format.format(-Math.floor(seconds / MINUTE_S), 'minute');
  if (seconds < DAY_S) return format.format(-Math.floor(seconds / HOUR_S), 'hour');
  return format.format(-Math.floor(seconds / DAY_S), 'day');
}
