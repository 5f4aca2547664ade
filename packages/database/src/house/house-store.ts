import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { outboxDepths } from './outboxes.ts';
import type { OutboxDepth } from './outboxes.ts';
import { countDemo, removeDemo, removeDemoAuctions } from './remove-demo.ts';
import type { DemoCount } from './remove-demo.ts';

/** The house's own memory: its clock, when it was last alive, its settings. */
export class HouseStore {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get #db() {
    return this.#engine.kysely;
  }

  /** The database's clock in epoch ms. */
  async clock(): Promise<number> {
    const { rows } = await sql<{ now: number }>`
      SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now`.execute(this.#db);
    return Number(rows[0]?.now);
  }

  /** The last beat in epoch ms; null before the first. */
  async alive(): Promise<number | null> {
    const row = await this.#db.selectFrom('house').select('alive_at').executeTakeFirst();
    return row?.alive_at?.getTime() ?? null;
  }

  /** Notes that the house is alive, by the database's clock. */
  async beat(): Promise<void> {
    await this.#db
      .updateTable('house')
      .set({ alive_at: sql<Date>`clock_timestamp()` })
      .execute();
  }

  /** Runs `work` while no other node runs work of that name; waits for it. `work` may use every store. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    return this.#engine.exclusively(name, work);
  }

  /** A setting as it was stored; null where it was not. */
  async setting(key: string): Promise<unknown> {
    const row = await this.#db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
    return row?.value ?? null;
  }

  /** `value` is anything that JSON can hold. */
  async setSetting(key: string, value: unknown): Promise<void> {
    const text = JSON.stringify(value);
    await this.#db
      .insertInto('settings')
      .values({ key, value: text })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
      .execute();
  }

  /** A setting that is made once in the life of a house, the same on every node. */
  async settingMadeOnce<T>(key: string, make: () => T): Promise<T> {
    const known = await this.setting(key);
    if (known !== null) return known as T;
    return this.exclusively(key, async () => {
      const other = await this.setting(key);
      if (other !== null) return other as T;
      const made = make();
      await this.setSetting(key, made);
      return made;
    });
  }

  /** No auctions and no people. */
  async isEmpty(): Promise<boolean> {
    const { rows } = await sql<{ filled: boolean }>`
      SELECT EXISTS (SELECT FROM auctions) OR EXISTS (SELECT FROM people) AS filled`.execute(this.#db);
    return rows[0]?.filled === false;
  }

  /** What waits to go out: mails, pushes. */
  outboxes(): Promise<OutboxDepth[]> {
    return outboxDepths(this.#db);
  }

  /** How much `removeDemo` would delete. */
  countDemo(): Promise<DemoCount> {
    return countDemo(this.#db);
  }

  /** Deletes some auctions of the demo with their ledgers; ids of other auctions are ignored. */
  removeDemoAuctions(ids: readonly string[]): Promise<void> {
    return removeDemoAuctions(this.#db, ids);
  }

  /** Deletes the auctions and people of the demo with all that hangs on them, their ledgers included. */
  removeDemo(): Promise<void> {
    return removeDemo(this.#db);
  }
}
