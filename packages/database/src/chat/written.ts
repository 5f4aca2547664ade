import type { Place } from '../consumers/follow.ts';
import { statement } from '../engine/engine.ts';
import type { Session } from '../engine/engine.ts';
import { MESSAGE } from './chat.rows.ts';
import type { WrittenRow } from './chat.types.ts';

const readTail = statement(
  'read-chat-tail',
  `SELECT e.txid::text AS txid, e.position, ${MESSAGE} AS message, r.auction_id AS "auctionId", r.lot_id AS "lotId",
     a.slug AS "auctionSlug", nullif(p.person_id, m.person_id) AS "repliedTo"
   FROM chat_events e JOIN chat_messages m ON m.id = e.message_id JOIN chat_rooms r ON r.room = e.room
   JOIN auctions a ON a.id = r.auction_id LEFT JOIN chat_messages p ON p.id = m.reply_to
   WHERE e.type = 'posted' AND (e.txid, e.position) > ($1::xid8, $2::bigint)
     AND e.txid < pg_snapshot_xmin(pg_current_snapshot())
   ORDER BY e.txid, e.position LIMIT $3`,
);

/** What was written after a place, in the order of the commits: once each, and nothing that was committed late is missed. */
export async function readWritten(
  session: Session,
  after: Place,
  limit: number,
): Promise<{ items: WrittenRow[]; cursor: Place }> {
  const rows = await session.run<WrittenRow & { txid: string; position: number }>(readTail, [
    after.txid,
    after.position,
    limit,
  ]);
  const last = rows.at(-1);
  return {
    items: rows.map(({ message, auctionId, auctionSlug, lotId, repliedTo }) => ({
      message,
      auctionId,
      auctionSlug,
      lotId,
      repliedTo,
    })),
    cursor: last ? { txid: last.txid, position: String(last.position) } : after,
  };
}
