import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { newestFirst } from '../paging/newest-first.ts';
import type { Paged, PageOptions } from '../paging/page.ts';
import { claimMails } from './claim-mails.ts';
import { keptMail } from './kept-mail.ts';
import type { ClaimedMail, DigestLot, KeptMail, MailRow, NewMail } from './mails.types.ts';
import { queueMails } from './queue-mails.ts';

/** Mails that are to be sent, were sent, or are kept for the owner. Consumers queue through their `ConsumerTx`. */
export class Mails {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get #db() {
    return this.#engine.kysely;
  }

  /** False where it was queued before, or its person is to get none now. */
  async add(mail: NewMail): Promise<boolean> {
    return this.#engine.transaction(async (session) => (await queueMails(session, [mail])).length === 1);
  }

  /**
   * Takes mails that are due, the longest waiting first, for `leaseMs`: whoever does not say by then what became of
   * one lets the next claim have it. Nobody else gets the same meanwhile, on any node.
   */
  claim(limit: number, now: number, leaseMs: number): Promise<ClaimedMail[]> {
    return claimMails(this.#db, limit, now, leaseMs);
  }

  /** It was handed over. Its token and address are forgotten. */
  async sent(id: string, at: number): Promise<void> {
    await this.#db
      .updateTable('mails')
      .set({ status: 'sent', sent_at: at, reason: null, address: null, data: sql`data - 'token'` })
      .where('id', '=', id)
      .where('status', '=', 'queued')
      .execute();
  }

  /** To be tried again; nothing where somebody else has claimed it meanwhile. `reason` is a code. */
  async postpone({ id, attempts }: Pick<ClaimedMail, 'id' | 'attempts'>, nextAt: number, reason: string | null) {
    await this.#db
      .updateTable('mails')
      .set({ next_at: nextAt, reason })
      .where('id', '=', id)
      .where('attempts', '=', attempts)
      .where('status', '=', 'queued')
      .execute();
  }

  /** Given up. Its token and address are forgotten. */
  async failed({ id, attempts }: Pick<ClaimedMail, 'id' | 'attempts'>, reason: string): Promise<void> {
    await this.#db
      .updateTable('mails')
      .set({ status: 'failed', reason, address: null, data: sql`data - 'token'` })
      .where('id', '=', id)
      .where('attempts', '=', attempts)
      .where('status', '=', 'queued')
      .execute();
  }

  /** Forgets the tokens of kept mails that are too old, and all mails from before `before` that do not wait. */
  async sweep(now: number, before: number): Promise<void> {
    await sql`UPDATE mails SET data = data - 'token' WHERE expires_at <= ${now} AND status <> 'queued' AND data ? 'token'`.execute(
      this.#db,
    );
    await this.#db.deleteFrom('mails').where('status', '<>', 'queued').where('created_at', '<', before).execute();
  }

  /** All mails, the newest first. */
  page(page: PageOptions): Promise<Paged<MailRow>> {
    const query = this.#db
      .selectFrom('mails as m')
      .leftJoin('people as p', 'p.id', 'm.person_id')
      .select(['m.id', 'm.kind', 'm.status', 'm.reason', 'm.attempts', 'm.created_at as createdAt'])
      .select(['m.sent_at as sentAt', 'm.next_at as nextAt', 'm.person_id as personId', 'p.role'])
      .select([sql<string>`coalesce(p.name, '')`.as('name')])
      .select([sql<string | null>`coalesce(m.address, p.email)`.as('address')]);
    return newestFirst(query, 'm', page);
  }

  /** A mail with who opened it; null where there is none. */
  byId(id: string): Promise<KeptMail | null> {
    return keptMail(this.#db, id);
  }

  /** Notes who opened a mail. */
  async opened(mailId: string, personId: string, at: number): Promise<void> {
    await this.#db.insertInto('mail_openings').values({ mail_id: mailId, person_id: personId, at }).execute();
  }

  /** What became of the lots that a person has bid on in an auction, by number. */
  async digest(personId: string, auctionId: string): Promise<DigestLot[]> {
    const { rows } = await sql<DigestLot>`
      SELECT l.id AS "lotId", l.number, l.title, l.price_minor AS "priceMinor",
        CASE WHEN l.status = 'passed' THEN 'unsold' WHEN l.leader_id = b.person_id THEN 'won' ELSE 'lost' END AS outcome
      FROM lot_bidders b JOIN lots l ON l.id = b.lot_id
      WHERE b.person_id = ${personId} AND l.auction_id = ${auctionId} AND l.status IN ('sold', 'passed')
      ORDER BY l.number`.execute(this.#db);
    return rows;
  }

  /** These people are on line at this moment. Ids of people who are gone are ignored. */
  async seen(personIds: readonly string[], at: number): Promise<void> {
    if (personIds.length === 0) return;
    await sql`INSERT INTO people_seen (person_id, at)
      SELECT id, ${at}::bigint FROM people WHERE id = ANY(${[...personIds]}::text[])
      ON CONFLICT (person_id) DO UPDATE SET at = greatest(people_seen.at, excluded.at)`.execute(this.#db);
  }
}
