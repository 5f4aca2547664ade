import { MISSED_MAX } from '@rostrum/contract';
import type { Connection } from './connection.ts';
import type { Counters } from './counters.ts';
import type { Timing } from './timing.ts';

/** Tells the house what went wrong on the way, for its own numbers; says nothing where nothing did. */
export function reportMissed(connection: Connection, counters: Counters, timing: Timing): void {
  let told = { gaps: 0, mismatches: 0 };
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = (): void => clearInterval(timer);
  connection.ups.add(({ lots }) => {
    stop();
    timer = setInterval(() => {
      const now = { gaps: counters.gaps, mismatches: counters.checksumMismatches };
      const gaps = Math.min(now.gaps - told.gaps, MISSED_MAX);
      const mismatches = Math.min(now.mismatches - told.mismatches, MISSED_MAX);
      told = now;
      if (gaps + mismatches > 0) lots.emit('missed', { gaps, mismatches }, () => undefined);
    }, timing.probeEveryMs);
  });
  connection.downs.add(stop);
}
