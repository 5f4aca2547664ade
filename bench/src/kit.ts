import { seeded } from './figures.ts';
import type { Kit } from './scenario.ts';

/** The kits of a scenario's repetitions, and the end of all that they kept. */
export interface Kits {
  of(repetition: number): Kit;
  close(): Promise<void>;
}

/** `say` gets a line of progress. */
export function openKits(seed: number, postgres: string | null, say: (text: string) => void): Kits {
  const kept = new Map<string, Promise<{ close(): Promise<unknown> }>>();
  return {
    of: (repetition) => ({
      repetition,
      random: seeded(seed * 1_000 + repetition),
      postgres,
      say,
      keep<T extends { close(): Promise<unknown> }>(name: string, open: () => Promise<T>): Promise<T> {
        const opened = (kept.get(name) as Promise<T> | undefined) ?? open();
        kept.set(name, opened);
        return opened;
      },
    }),
    async close() {
      for (const opened of [...kept.values()].toReversed()) {
        await opened.then(
          (thing) => thing.close(),
          () => undefined,
        );
      }
    },
  };
}
