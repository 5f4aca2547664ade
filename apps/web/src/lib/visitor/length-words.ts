import { spanOf } from '#lib/format/time.ts';
import type { Messages } from '#lib/messages/shape.ts';

/** A length of time in words: `2 minutes`, `90 seconds`, and in two units where it is long. */
export function lengthWords(ms: number, t: Messages['time']): string {
  if (ms % 60_000 === 0 && ms < 3_600_000) return t.minutes(ms / 60_000);
  return ms < 120_000 ? t.seconds(Math.round(ms / 1000)) : t.span(spanOf(ms));
}
