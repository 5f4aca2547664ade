import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { statement } from '../engine/engine.ts';
import { addNotices } from './add-notices.ts';
import { NOTICE_COLUMNS, noticeOf } from './notice-row.ts';
import type { NewNotice, NoticeRow } from './notices.types.ts';
import { tellOfAuctions } from './tell-of-auctions.ts';

const readNoticeTail = statement(
  'read-notice-tail',
  `SELECT ${NOTICE_COLUMNS}, txid::text AS txid, position FROM notices
   WHERE (txid, position) > ($1::xid8, $2::bigint) AND txid < pg_snapshot_xmin(pg_current_snapshot())
   ORDER BY txid, position LIMIT $3`,
);
const readNow = statement('read-notice-end', 'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS txid');

/** What people were told. Consumers write it (`ConsumerTx.addNotices`). */
export class Notices {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Writes what no consumer of the ledger writes, once each. Answers how many are new. */
  add(notices: readonly NewNotice[]): Promise<number> {
    return this.#engine.transaction(async (session) => (await addNotices(session, notices)).length);
  }

  /**
   * Tells those who chose it, by whatever channel, of one auction that nobody was told of, once in its life, whichever nodes try.
   * Answers how many auctions were taken, and how many notices were written.
   */
  tellOfAuctions(now: number): Promise<{ auctions: number; notices: number }> {
    return tellOfAuctions(this.#engine, now);
  }

  /** A person's notices, oldest first: the first `limit` after `since`, or the newest `limit` of all, or before `before`. */
  async of(
    personId: string,
    { since, before, limit }: { since?: string; before?: string; limit: number },
  ): Promise<NoticeRow[]> {
    const notices = this.#engine.kysely
      .selectFrom('notices')
      .select([
        'id',
        'person_id as personId',
        'lot_id as lotId',
        'auction_id as auctionId',
        'seq',
        'topic',
        'at',
        'price_minor as priceMinor',
        'minimum_minor as minimumMinor',
        'urgent',
        'talk',
        'seen_at as seenAt',
      ])
      .where('person_id', '=', personId)
      .$if(before !== undefined, (query) => query.where('id', '<', before ?? ''))
      .limit(limit);
    if (since !== undefined) return notices.where('id', '>', since).orderBy('id').execute();
    return (await notices.orderBy('id', 'desc').execute()).toReversed();
  }

  /** How many a person has not seen. */
  async unseen(personId: string): Promise<number> {
    const row = await this.#engine.kysely
      .selectFrom('notices')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('person_id', '=', personId)
      .where('seen_at', 'is', null)
      .executeTakeFirstOrThrow();
    return row.count;
  }

  /** The first time that a notice was seen is kept. Other people's ids are left alone. */
  async markSeen(personId: string, ids: readonly string[], at: number): Promise<void> {
    if (ids.length === 0) return;
    await this.#engine.kysely
      .updateTable('notices')
      .set({ seen_at: at })
      .where('person_id', '=', personId)
      .where('id', 'in', ids)
      .where('seen_at', 'is', null)
      .execute();
  }

  /** Settled notices of all people after a place, in the order of their transactions. Null: none, and the place of now. */
  tail(after: string | null, limit: number): Promise<{ last: string; items: NoticeRow[] }> {
    return this.#engine.transaction(async (session) => {
      if (after === null) {
        const [now] = await session.run<{ txid: string }>(readNow);
        return { last: `${now?.txid ?? 0}:0`, items: [] };
      }
      const rows = await session.run<NoticeRow & { txid: string; position: number }>(readNoticeTail, [
        ...placeOf(after),
        limit,
      ]);
      const last = rows.at(-1);
      return { last: last ? `${last.txid}:${last.position}` : after, items: rows.map(noticeOf) };
    });
  }
}

function placeOf(after: string): [string, string] {
  const [, txid, position] = /^(\d+):(\d+)$/.exec(after) ?? [];
  if (txid === undefined || position === undefined) throw new TypeError('not a place in the notices');
  return [txid, position];
}
