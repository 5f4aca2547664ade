import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import type { NoticeRow } from '../notices/notices.types.ts';
import { newestFirst } from '../paging/newest-first.ts';
import type { Paged, PageOptions } from '../paging/page.ts';
import type { DeliveryChannel, DeliveryRow, DeliveryStatus, NoticeDelivery } from './deliveries.types.ts';
import { packDeliveries } from './pack-deliveries.ts';
import type { PackAll } from './pack-deliveries.ts';
import { planDeliveries } from './plan-deliveries.ts';
import type { PlanAll } from './plan-deliveries.ts';

/** The ledger of all that goes out: which notice by which channel, and what became of it. */
export class Deliveries {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get #db() {
    return this.#engine.kysely;
  }

  /**
   * Hands up to `limit` notices of which nothing was decided to `planAll` and keeps its plans, each notice once: in one
   * transaction with the cursor's move, on one node at a time. Answers how many were read, and planned.
   */
  plan(limit: number, now: number, planAll: PlanAll): Promise<{ read: number; planned: number }> {
    return planDeliveries(this.#engine, limit, now, planAll);
  }

  /**
   * Hands what `limit` people have due to `packAll` and queues its bundles as mails and pushes, in one transaction, on
   * one node at a time. Answers how many deliveries were due, and how many bundles were queued.
   */
  pack(limit: number, now: number, packAll: PackAll): Promise<{ due: number; bundles: number }> {
    return packDeliveries(this.#engine, limit, now, packAll);
  }

  /** The notices that a mail or a push carries, oldest first. */
  async noticesIn(bundleId: string): Promise<NoticeRow[]> {
    return this.#db
      .selectFrom('notice_deliveries as d')
      .innerJoin('notices as n', 'n.id', 'd.notice_id')
      .select(['n.id', 'n.person_id as personId', 'n.lot_id as lotId', 'n.auction_id as auctionId', 'n.seq', 'n.topic'])
      .select(['n.at', 'n.price_minor as priceMinor', 'n.minimum_minor as minimumMinor', 'n.urgent', 'n.talk'])
      .select('n.seen_at as seenAt')
      .where('d.bundle_id', '=', bundleId)
      .orderBy('n.id')
      .execute();
  }

  /** By which channels notices of this person went. Other people's ids are ignored. */
  async of(personId: string, noticeIds: readonly string[]): Promise<NoticeDelivery[]> {
    if (noticeIds.length === 0) return [];
    const { rows } = await sql<NoticeDelivery>`
      SELECT d.notice_id AS "noticeId", d.channel, coalesce(m.status, p.status, d.status) AS status
      FROM notice_deliveries d
        LEFT JOIN deliveries m ON m.id = d.bundle_id AND d.channel = 'mail'
        LEFT JOIN LATERAL (
          -- To several browsers: the best that became of it.
          SELECT CASE WHEN bool_or(status = 'sent') THEN 'sent' WHEN bool_or(status = 'queued') THEN 'queued'
            ELSE 'failed' END AS status
          FROM pushes WHERE bundle_id = d.bundle_id AND d.channel = 'push' HAVING count(*) > 0
        ) p ON true
      WHERE d.person_id = ${personId} AND d.notice_id = ANY(${[...noticeIds]}::text[])
      ORDER BY d.notice_id, d.channel`.execute(this.#db);
    return rows;
  }

  /** The newest first. */
  page(
    page: PageOptions,
    only: { status?: DeliveryStatus; channel?: DeliveryChannel } = {},
  ): Promise<Paged<DeliveryRow>> {
    const query = this.#db
      .selectFrom('deliveries as d')
      .leftJoin('people as p', 'p.id', 'd.person_id')
      .select(['d.id', 'd.channel', 'd.kind', 'd.status', 'd.attempts', 'd.reason', 'd.created_at as createdAt'])
      .select(['d.next_at as nextAt', 'd.sent_at as sentAt', sql<string>`coalesce(p.name, '')`.as('name')])
      .$if(only.status !== undefined, (some) => some.where('d.status', '=', only.status ?? 'sent'))
      .$if(only.channel !== undefined, (some) => some.where('d.channel', '=', only.channel ?? 'mail'));
    return newestFirst(query, 'd', page);
  }

  /** How many there are since `since`, by channel and status. */
  async counts(since: number): Promise<{ channel: DeliveryChannel; status: DeliveryStatus; count: number }[]> {
    return this.#db
      .selectFrom('deliveries')
      .select(['channel', 'status', sql<number>`count(*)::int`.as('count')])
      .where('created_at', '>=', since)
      .groupBy(['channel', 'status'])
      .orderBy('channel')
      .orderBy('status')
      .execute();
  }
}
