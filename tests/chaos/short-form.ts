import { expect, test } from 'vitest';
import type { ChaosPromise } from './promise.ts';
import { anySeed } from './random.ts';

const WITHIN_MS = 300_000;

/** The short form of a promise as tests: one for each seed that is kept, and one for a seed that nobody chose. */
export function shortForm(promise: ChaosPromise, kept: Record<string, number>): void {
  const { id, short } = promise;
  if (!short) throw new Error(`${id} has no short form`);
  const lacks = promise.lacks();
  for (const [name, seed] of Object.entries({ ...kept, 'a random seed': anySeed() })) {
    // A promise that was broken once is broken: no second try.
    test.skipIf(lacks)(
      `${promise.promise} (${name}: ${seed}${lacks ? `; ${lacks}` : ''})`,
      { retry: 0, timeout: WITHIN_MS },
      async () => {
        const { violations } = await short({ seed, say: () => undefined });
        expect(violations, `npm run chaos -- ${id} --short --seed=${seed}`).toEqual([]);
      },
    );
  }
}
