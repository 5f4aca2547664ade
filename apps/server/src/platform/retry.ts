const FIRST_MS = 30_000;
const LONGEST_MS = 3_600_000;

/** How long to wait after so many tries, in ms: twice as long each time up to an hour, less up to half by `chance` (0–1). */
export function retryAfterMs(attempts: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(full * (1 - chance / 2));
}
