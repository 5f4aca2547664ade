const TEN_MINUTES_MS = 600_000;
const DAY_MS = 86_400_000;

/** The words on a chart's time axis, by how long a time it shows: days, minutes, or seconds; moments in epoch ms. */
export function timeLabels(
  splits: number[],
  spanMs: number,
  { locale, zone }: { locale: string; zone: string },
): string[] {
  const parts: Intl.DateTimeFormatOptions =
    spanMs > 1.5 * DAY_MS
      ? { day: 'numeric', month: 'short' }
      : { hour: '2-digit', minute: '2-digit', ...(spanMs < TEN_MINUTES_MS ? { second: '2-digit' } : {}) };
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: zone,
    hourCycle: 'h23',
    ...parts,
  });
  return splits.map((at) => format.format(at));
}
