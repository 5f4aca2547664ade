import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import type { Deletion, LedLot, OwnSession, Preferences, ProfileChange } from './accounts.types.ts';
import { deleteAccount } from './delete-account.ts';

/** What a person may see and change of his own account. */
export class Accounts {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get #db() {
    return this.#engine.kysely;
  }

  async preferences(personId: string): Promise<Preferences> {
    const row = await this.#db
      .selectFrom('people')
      .select(['zone', 'currency'])
      .where('id', '=', personId)
      .executeTakeFirst();
    return row ?? { zone: null, currency: null };
  }

  async change(personId: string, { name, locale, zone, currency }: ProfileChange): Promise<void> {
    const set = {
      ...(name === undefined ? {} : { name }),
      ...(locale === undefined ? {} : { locale }),
      ...(zone === undefined ? {} : { zone }),
      ...(currency === undefined ? {} : { currency }),
    };
    if (Object.keys(set).length === 0) return;
    await this.#db.updateTable('people').set(set).where('id', '=', personId).execute();
  }

  /** Those that count, the newest first. */
  async sessions(personId: string): Promise<OwnSession[]> {
    const rows = await this.#db
      .selectFrom('sessions')
      .select(['id', 'created_at', 'expires_at', 'user_agent'])
      .where('person_id', '=', personId)
      .where('expires_at', '>', sql<Date>`clock_timestamp()`)
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      createdAt: row.created_at.getTime(),
      expiresAt: row.expires_at.getTime(),
      userAgent: row.user_agent,
    }));
  }

  /** Ends all sessions of a person but one. Answers how many. */
  async endOtherSessions(personId: string, sessionId: string): Promise<number> {
    const { numDeletedRows } = await this.#db
      .deleteFrom('sessions')
      .where('person_id', '=', personId)
      .where('id', '<>', sessionId)
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  /** The person proved that the address is his. */
  async confirmAddress(personId: string): Promise<void> {
    await this.#db.updateTable('people').set({ email_verified: true }).where('id', '=', personId).execute();
  }

  /** Forgets links to set a new password that were not used. */
  async dropResets(personId: string): Promise<void> {
    await sql`DELETE FROM verifications WHERE value = ${personId}`.execute(this.#db);
  }

  /** Lots that he leads and that are not over, by number. */
  leads(personId: string): Promise<LedLot[]> {
    return this.#db
      .selectFrom('lots')
      .select(['id as lotId', 'number', 'title'])
      .where('leader_id', '=', personId)
      .where('status', 'in', ['open', 'paused'])
      .orderBy('number')
      .execute();
  }

  /**
   * Ends an account: no name, address, password or session stays; bids and results stay under the paddle number. `mail`
   * queues a last mail to the address that is forgotten; `now` in epoch ms.
   */
  delete(personId: string, now: number, mail: { id: string; expiresAt: number } | null): Promise<Deletion> {
    return deleteAccount(this.#db, personId, now, mail);
  }
}
