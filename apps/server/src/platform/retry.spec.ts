import { expect, it } from 'vitest';
import { retryAfterMs } from './retry.ts';

it('waits twice as long each time, up to an hour', () => {
  expect([1, 2, 3, 7, 8, 50].map((attempts) => retryAfterMs(attempts, 0))).toEqual([
    30_000, 60_000, 120_000, 1_920_000, 3_600_000, 3_600_000,
  ]);
});

it('waits up to half less by chance, so that mails do not come back all at once', () => {
  expect([0, 0.5, 1].map((chance) => retryAfterMs(1, chance))).toEqual([30_000, 22_500, 15_000]);
});
