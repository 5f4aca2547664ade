/** How long to wait between two questions, in ms. */
export interface Pauses {
  /** After an answer; a tenth more or less, so that houses do not ask in step. */
  everyMs: number;
  /** After the first failure in a row; twice as long after each further one. */
  failedMs: number;
  failedMaxMs: number;
}

/** The wait after `failures` in a row (0: after an answer). `random` gives numbers in [0, 1). */
export function pauseMs(failures: number, pauses: Pauses, random: () => number = Math.random): number {
  if (failures === 0) return pauses.everyMs * (0.9 + 0.2 * random());
  const most = Math.min(pauses.failedMaxMs, pauses.failedMs * 2 ** Math.min(failures - 1, 20));
  // At least half of it: a provider in trouble is not asked at once because chance would have it.
  return most * (0.5 + 0.5 * random());
}
