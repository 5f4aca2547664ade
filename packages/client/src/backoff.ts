import type { Timing } from './timing.ts';

/**
 * How long to wait before the next attempt to connect, in ms. The first try after a lone drop is quick; then full jitter,
 * because waits of equal length keep a crowd in step.
 */
export function backoffMs(failures: number, timing: Timing, random: () => number): number {
  if (failures === 0) return random() * timing.firstTryMs;
  return random() * Math.min(timing.backoffMaxMs, timing.backoffBaseMs * 2 ** Math.min(failures, 16));
}
