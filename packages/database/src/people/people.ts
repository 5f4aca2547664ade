import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { unpackCursor } from '../paging/cursor.ts';
import { pageOf } from '../paging/page.ts';
import type { Paged, PageOptions } from '../paging/page.ts';
import type { Tables } from '../schema/tables.ts';
import { claimFirstOwner, hasOwner, useOwnerLink } from './owners.ts';
import { countWaiting, searchPeople } from './people-list.ts';
import type { PersonRow, Revocation, Role, SessionRow } from './people.types.ts';
import { PERSON, personOf } from './person-row.ts';

const REVOCATIONS_AT_ONCE = 1_000;

/** People, their roles, and whose sessions count. better-auth writes the tables beside this. */
export class People {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get #db() {
    return this.#engine.kysely;
  }

  async byId(id: string): Promise<PersonRow | null> {
    const row = await this.#db.selectFrom('people').select(PERSON).where('id', '=', id).executeTakeFirst();
    return row ? personOf(row) : null;
  }

  /** Addresses are stored in lower case. */
  async byEmail(email: string): Promise<PersonRow | null> {
    const row = await this.#db
      .selectFrom('people')
      .select(PERSON)
      .where('email', '=', email.toLowerCase())
      .executeTakeFirst();
    return row ? personOf(row) : null;
  }

  /** The session of a token, with its person; null where it expired or was ended, or the person is banned. */
  async session(token: string): Promise<SessionRow | null> {
    const row = await this.#db
      .selectFrom('sessions')
      .innerJoin('people', 'people.id', 'sessions.person_id')
      .select([...PERSON, 'sessions.id as session_id', 'sessions.expires_at'])
      .where('sessions.token', '=', token)
      .where('sessions.expires_at', '>', sql<Date>`clock_timestamp()`)
      .where('people.banned', '=', false)
      .executeTakeFirst();
    return row ? { sessionId: row.session_id, expiresAt: row.expires_at.getTime(), person: personOf(row) } : null;
  }

  /** The person's connections are told to come again. */
  async setRole(id: string, role: Role): Promise<void> {
    await this.#change(id, { role }, 'role');
  }

  /** The person's connections are told to come again. */
  async setApproved(id: string, approved: boolean): Promise<void> {
    await this.#change(id, { approved }, 'role');
  }

  /** A ban ends all sessions of the person for good; lifting it does not bring them back. */
  async setBanned(id: string, banned: boolean): Promise<void> {
    await this.#change(id, { banned }, 'ban');
  }

  /** Appends to the numbered revocations. A session that is deleted before it expired is appended by itself. */
  async revoke({ personId, sessionId, reason }: Revocation): Promise<void> {
    await revoke(this.#db, personId, sessionId, reason);
  }

  /** Revocations after a number, in their order; null: none, and the number of the last one. */
  async revocationsSince(id: string | null): Promise<{ last: string; items: Revocation[] }> {
    if (id === null) {
      const newest = await this.#db
        .selectFrom('revocations')
        .select((eb) => eb.fn.max('id').as('id'))
        .executeTakeFirst();
      return { last: String(newest?.id ?? 0), items: [] };
    }
    const rows = await this.#db
      .selectFrom('revocations')
      .select(['id', 'person_id as personId', 'session_id as sessionId', 'reason'])
      .where('id', '>', Number(id))
      .orderBy('id')
      .limit(REVOCATIONS_AT_ONCE)
      .execute();
    return {
      last: String(rows.at(-1)?.id ?? id),
      items: rows.map(({ personId, sessionId, reason }) => ({ personId, sessionId, reason })),
    };
  }

  /** Whether there is an owner who does not belong to the demo. */
  hasOwner(): Promise<boolean> {
    return hasOwner(this.#db);
  }

  /** Makes the person owner where the house has none. Of many at once exactly one is answered true. */
  claimFirstOwner(personId: string): Promise<boolean> {
    return claimFirstOwner(this.#db, personId);
  }

  /** `expiresAt` in epoch ms. Only the hash of the link's token is kept. */
  async createOwnerLink(email: string, tokenHash: string, expiresAt: number): Promise<void> {
    await this.#db
      .insertInto('owner_links')
      .values({ email: email.toLowerCase(), token_hash: tokenHash, expires_at: expiresAt, used_by: null })
      .execute();
  }

  /** Makes the person owner where the link is good: unused, in time, and for his address. */
  useOwnerLink(tokenHash: string, personId: string): Promise<boolean> {
    return useOwnerLink(this.#db, tokenHash, personId);
  }

  /** People whose name or address contains `text`, the newest first; everybody for an empty one. */
  search(text: string, page: PageOptions): Promise<Paged<PersonRow>> {
    return searchPeople(this.#db, text, page);
  }

  /** How many wait for approval. */
  countWaiting(): Promise<number> {
    return countWaiting(this.#db);
  }

  /** Those who wait for approval, the longest first. */
  async waiting({ limit, cursor }: PageOptions): Promise<Paged<PersonRow>> {
    const after = unpackCursor(cursor, ['moment', 'string']);
    const rows = await this.#db
      .selectFrom('people')
      .select(PERSON)
      .select(sql<string>`created_at::text`.as('since'))
      .where('approved', '=', false)
      .where('banned', '=', false)
      .$if(after !== null, (query) =>
        query.where(sql<boolean>`(created_at, id) > (${after?.[0]}::timestamptz, ${after?.[1]})`),
      )
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit + 1)
      .execute();
    return pageOf(rows, limit, personOf, (row) => [row.since, row.id]);
  }

  async #change(
    id: string,
    change: { role: Role } | { approved: boolean } | { banned: boolean },
    reason: 'role' | 'ban',
  ): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      await trx.updateTable('people').set(change).where('id', '=', id).execute();
      if ('banned' in change && change.banned) await trx.deleteFrom('sessions').where('person_id', '=', id).execute();
      await revoke(trx, id, null, reason);
    });
  }
}

async function revoke(db: Kysely<Tables>, personId: string, sessionId: string | null, reason: string): Promise<void> {
  await sql`SELECT revoke_session(${personId}, ${sessionId}, ${reason})`.execute(db);
}
