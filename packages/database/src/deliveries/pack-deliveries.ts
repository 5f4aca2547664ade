import { statement } from '../engine/engine.ts';
import type { Engine, Session } from '../engine/engine.ts';
import { queueMails } from '../mail/queue-mails.ts';
import type { Bundle, DueDelivery, Packing, Recipient } from './deliveries.types.ts';
import { recipientsOf } from './recipients.ts';

/** Decides what goes out together. Pure: it is asked within a transaction. */
export type PackAll = (due: readonly DueDelivery[], people: ReadonlyMap<string, Recipient>) => Packing;

const tryLock = statement(
  'try-packing',
  "SELECT pg_try_advisory_xact_lock(hashtext('rostrum:deliveries:pack')) AS taken",
);
/** All that one person has due, so that it goes together: the limit counts people. */
const readDue = statement(
  'read-due-deliveries',
  `WITH next AS (
     SELECT person_id, min(due_at) AS first FROM notice_deliveries
     WHERE status = 'waiting' AND due_at <= $1::bigint GROUP BY person_id ORDER BY first LIMIT $2
   )
   SELECT d.notice_id AS "noticeId", d.channel, n.person_id AS "personId", n.lot_id AS "lotId",
     n.auction_id AS "auctionId", n.seq, n.topic, n.at, n.price_minor AS "priceMinor",
     n.minimum_minor AS "minimumMinor", n.urgent, n.talk, n.seen_at AS "seenAt", l.ends_at AS "lotEndsAt"
   FROM next JOIN notice_deliveries d ON d.person_id = next.person_id AND d.status = 'waiting' AND d.due_at <= $1::bigint
     JOIN notices n ON n.id = d.notice_id LEFT JOIN lots l ON l.id = n.lot_id
   ORDER BY d.notice_id, d.channel`,
);
const settle = statement(
  'settle-deliveries',
  `UPDATE notice_deliveries d
   SET status = s.status, reason = s.reason, bundle_id = s."bundleId", due_at = coalesce(s."dueAt", d.due_at)
   FROM json_to_recordset($1::json) AS s ("noticeId" text, channel text, status text, reason text, "bundleId" text, "dueAt" bigint)
   WHERE d.notice_id = s."noticeId" AND d.channel = s.channel`,
);
const addPushes = statement(
  'add-pushes',
  `INSERT INTO pushes (id, bundle_id, kind, person_id, subscription_id, urgent, next_at, expires_at, created_at)
   SELECT gen_random_uuid()::text, b.id, b.kind, s.person_id, s.id, b.urgent, $2::bigint, b."expiresAt", $2::bigint
   FROM json_to_recordset($1::json) AS b (id text, kind text, "personId" text, urgent boolean, "expiresAt" bigint)
     JOIN push_subscriptions s ON s.person_id = b."personId"
   ON CONFLICT (bundle_id, subscription_id) DO NOTHING RETURNING bundle_id AS "bundleId"`,
);

interface Settled {
  noticeId: string;
  channel: string;
  status: 'waiting' | 'given' | 'dropped';
  reason?: string;
  bundleId?: string;
  dueAt?: number;
}

/** See `Deliveries.pack`. */
export function packDeliveries(engine: Engine, limit: number, now: number, packAll: PackAll) {
  return engine.transaction(async (session): Promise<{ due: number; bundles: number }> => {
    const [lock] = await session.run<{ taken: boolean }>(tryLock);
    if (!lock?.taken) return { due: 0, bundles: 0 };
    const due = await session.run<DueDelivery>(readDue, [now, limit]);
    if (due.length === 0) return { due: 0, bundles: 0 };
    const people = await recipientsOf(
      session,
      due.map(({ personId }) => personId),
    );
    const { bundles, dropped, held } = packAll(due, people);
    const queued = await queueBundles(session, bundles, now);
    const settled: Settled[] = [
      ...bundles.flatMap((bundle) => settledBy(bundle, queued)),
      ...dropped.map((each) => ({ ...each, status: 'dropped' as const })),
      ...held.map((each) => ({ ...each, status: 'waiting' as const })),
    ];
    await session.run(settle, [JSON.stringify(settled)]);
    return { due: due.length, bundles: queued.size };
  });
}

/** Answers the ids of those that were taken: a person may have had a mail like it lately, or no browser any more. */
async function queueBundles(session: Session, bundles: readonly Bundle[], now: number): Promise<Set<string>> {
  const mails = bundles.flatMap((bundle) => (bundle.channel === 'mail' ? [bundle.mail] : []));
  const queued = new Set(await queueMails(session, mails));
  const pushes = bundles.filter(({ channel }) => channel === 'push');
  if (pushes.length === 0) return queued;
  const rows = await session.run<{ bundleId: string }>(addPushes, [JSON.stringify(pushes), now]);
  for (const { bundleId } of rows) queued.add(bundleId);
  return queued;
}

function settledBy({ id, channel, noticeIds }: Bundle, queued: ReadonlySet<string>): Settled[] {
  const became = queued.has(id)
    ? ({ status: 'given', bundleId: id } as const)
    : ({ status: 'dropped', reason: channel === 'mail' ? 'lately' : 'no-device' } as const);
  return noticeIds.map((noticeId) => ({ noticeId, channel, ...became }));
}
