import type { QuietHours } from '@rostrum/contract';

/** Whether a moment lies in quiet hours, by the clocks of a zone. The house decides the same for mails and pushes. */
export function isQuiet(quiet: QuietHours | null, zone: string, at: number): boolean {
  if (quiet === null) return false;
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const read = (type: 'hour' | 'minute'): number => Number(parts.find((part) => part.type === type)?.value);
  const minute = read('hour') * 60 + read('minute');
  const { from, to } = quiet;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}
