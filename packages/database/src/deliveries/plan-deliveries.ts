import { statement } from '../engine/engine.ts';
import type { Engine } from '../engine/engine.ts';
import type { DeliveryPlan, FreshNotice, Recipient } from './deliveries.types.ts';
import { recipientsOf } from './recipients.ts';

/** Decides for each notice how it goes out. Pure: it is asked within a transaction. */
export type PlanAll = (notices: readonly FreshNotice[], people: ReadonlyMap<string, Recipient>) => DeliveryPlan[];

const tryLock = statement(
  'try-planning',
  "SELECT pg_try_advisory_xact_lock(hashtext('rostrum:deliveries:plan')) AS taken",
);
const readFresh = statement(
  'read-fresh-notices',
  `SELECT n.id, n.person_id AS "personId", n.lot_id AS "lotId", n.auction_id AS "auctionId", n.seq, n.topic, n.at,
     n.price_minor AS "priceMinor", n.minimum_minor AS "minimumMinor", n.urgent, n.talk, n.seen_at AS "seenAt",
     l.ends_at AS "lotEndsAt", n.txid::text AS txid, n.position
   FROM notices n LEFT JOIN lots l ON l.id = n.lot_id
   WHERE (n.txid, n.position) > (SELECT txid, position FROM deliveries_planned)
     AND n.txid < pg_snapshot_xmin(pg_current_snapshot())
   ORDER BY n.txid, n.position LIMIT $1`,
);
const addPlans = statement(
  'add-delivery-plans',
  `INSERT INTO notice_deliveries (notice_id, channel, person_id, urgent, due_at, created_at)
   SELECT p."noticeId", p.channel, p."personId", p.urgent, p."dueAt", $2::bigint
   FROM json_to_recordset($1::json) AS p ("noticeId" text, channel text, "personId" text, urgent boolean, "dueAt" bigint)
   ON CONFLICT (notice_id, channel) DO NOTHING`,
);
const moveOn = statement('move-planning', 'UPDATE deliveries_planned SET txid = $1::xid8, position = $2::bigint');

/** See `Deliveries.plan`. */
export function planDeliveries(engine: Engine, limit: number, now: number, planAll: PlanAll) {
  return engine.transaction(async (session): Promise<{ read: number; planned: number }> => {
    const [lock] = await session.run<{ taken: boolean }>(tryLock);
    if (!lock?.taken) return { read: 0, planned: 0 };
    const rows = await session.run<FreshNotice & { txid: string; position: number }>(readFresh, [limit]);
    const last = rows.at(-1);
    if (last === undefined) return { read: 0, planned: 0 };
    const people = await recipientsOf(
      session,
      rows.map(({ personId }) => personId),
    );
    const plans = planAll(rows, people);
    if (plans.length > 0) await session.run(addPlans, [JSON.stringify(plans), now]);
    await session.run(moveOn, [last.txid, last.position]);
    return { read: rows.length, planned: plans.length };
  });
}
