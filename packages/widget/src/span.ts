/** A length of time in its two units that matter, as numbers. */
export interface Span {
  days: number;
  hours: number;
  minutes: number;
  seconds: number;
}

/** Splits what is left, never below zero. */
export function spanOf(ms: number): Span {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  return {
    days: Math.floor(seconds / 86_400),
    hours: Math.floor(seconds / 3600) % 24,
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  };
}
