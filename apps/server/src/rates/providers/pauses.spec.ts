import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pauseMs } from './pauses.ts';

const PAUSES = { everyMs: 1_000, failedMs: 100, failedMaxMs: 5_000 };

it('waits about as long after each answer', () => {
  expect(pauseMs(0, PAUSES, () => 0)).toBe(900);
  expect(pauseMs(0, PAUSES, () => 0.999_999)).toBeCloseTo(1_100, 0);
});

it('waits longer after each failure, up to a limit, and never twice the same', () => {
  expect([1, 2, 3, 4].map((failures) => pauseMs(failures, PAUSES, () => 0))).toEqual([50, 100, 200, 400]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (failures, chance) => {
        const wait = pauseMs(failures, PAUSES, () => chance);
        return wait >= 50 && wait <= 5_000;
      },
    ),
  );
});
