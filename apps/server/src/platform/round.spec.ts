import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Round } from './round.ts';

const EVERY_MS = 1_000;
const REST_MS = 100;

describe('a round that rests', () => {
  let runs = 0;
  const round = new Round(
    async () => {
      runs++;
      return false;
    },
    () => undefined,
    EVERY_MS,
    REST_MS,
  );
  beforeEach(() => {
    vi.useFakeTimers();
    runs = 0;
    round.start();
  });
  afterEach(async () => {
    await round.stop();
    vi.useRealTimers();
  });

  it('does the first work at once, and all that is called for meanwhile together', async () => {
    round.wake();
    await vi.advanceTimersByTimeAsync(1);
    expect(runs).toBe(1);
    for (let i = 0; i < 10; i++) {
      round.wake();
      await vi.advanceTimersByTimeAsync(5);
    }
    expect(runs).toBe(1);
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(runs).toBe(2);
    await vi.advanceTimersByTimeAsync(3 * REST_MS);
    expect(runs).toBe(2);
  });

  it('does not rest when it is stopped', async () => {
    round.wake();
    await vi.advanceTimersByTimeAsync(1);
    round.wake();
    await round.stop();
    expect(runs).toBe(1);
  });
});
