import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * Finds the mistake of asking for a second connection while holding one. On PGlite it would wait for ever, on
 * PostgreSQL only under load, so it is refused on both at once.
 */
export class OneConnection {
  readonly #holding = new AsyncLocalStorage<{ held: boolean }>();

  /** Throws where the caller runs inside `while`. */
  check(): void {
    if (this.#holding.getStore()?.held) throw new Error('A second connection was asked for inside a transaction.');
  }

  /** Runs `work`, which holds a connection until its promise settles. What it started and left behind does not. */
  async while<T>(work: () => Promise<T>): Promise<T> {
    const mark = { held: true };
    try {
      return await this.#holding.run(mark, work);
    } finally {
      mark.held = false;
    }
  }
}
