import type { Database, HouseStore } from '@rostrum/database';
import type { Clock } from './clock.ts';

export interface LeaseOptions {
  /** Of the work, in the whole house. */
  name: string;
  /** A node that says nothing for this long has given it up, in ms. */
  lastsMs: number;
  /** Names this node. */
  holder: string;
}

/** Of several nodes one does some work for as long as it says so. Time is the database's, so all nodes see the same. */
export class Lease {
  readonly #database: Pick<Database, 'kind'>;
  readonly #house: HouseStore;
  readonly #clock: Clock;
  readonly #options: LeaseOptions;

  constructor(database: Pick<Database, 'kind'>, house: HouseStore, clock: Clock, options: LeaseOptions) {
    this.#database = database;
    this.#house = house;
    this.#clock = clock;
    this.#options = options;
  }

  /** Takes the lease or renews it. False while another node has it. */
  async hold(): Promise<boolean> {
    // The embedded database has one process, and a lease of its killed predecessor would only cost time.
    if (this.#database.kind === 'pglite') return true;
    const { name, lastsMs, holder } = this.#options;
    return this.#house.exclusively(name, async () => {
      const held = (await this.#house.setting(name)) as { by: string; until: number } | null;
      if (held !== null && held.by !== holder && held.until > this.#clock.now()) return false;
      await this.#house.setSetting(name, { by: holder, until: this.#clock.now() + lastsMs });
      return true;
    });
  }

  /** Gives the lease back, so that another node need not wait. */
  async release(): Promise<void> {
    if (this.#database.kind === 'pglite') return;
    const { name, holder } = this.#options;
    await this.#house.exclusively(name, async () => {
      const held = (await this.#house.setting(name)) as { by: string } | null;
      if (held?.by === holder) await this.#house.setSetting(name, null);
    });
  }
}
