/** A clock that stands until it is moved. */
export interface FixedClock {
  /** Epoch ms. */
  now(): number;
  advance(ms: number): void;
}

export function fixedClock(startMs: number): FixedClock {
  let now = startMs;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}
