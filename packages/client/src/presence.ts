import type { Connection } from './connection.ts';
import { Listeners } from './listeners.ts';

/** How many people watch what this page watches, by id of the lot or auction. */
export class Presence {
  /** Some of the counts are others now. */
  readonly changes = new Listeners<void>();
  #counts: Record<string, number> = {};

  constructor(connection: Connection) {
    connection.ups.add(({ lots }) => {
      lots.on('presence', ({ counts }) => this.#take({ ...this.#counts, ...counts }));
    });
    // An old number is worse than none; the next connection brings a new one at once.
    connection.downs.add(() => this.#take({}));
  }

  /** Undefined where the house has not said it, or there is no connection. */
  of(id: string): number | undefined {
    return this.#counts[id];
  }

  #take(counts: Record<string, number>): void {
    this.#counts = counts;
    this.changes.tell();
  }
}
