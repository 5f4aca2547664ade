import { statement } from '../engine/engine.ts';
import type { Session } from '../engine/engine.ts';
import { NOTICE_COLUMNS, noticeOf } from './notice-row.ts';
import type { NewNotice, NoticeRow } from './notices.types.ts';

/** People who are gone get nothing. */
const insertNotices = statement(
  'add-notices',
  `INSERT INTO notices (id, person_id, lot_id, auction_id, seq, topic, at, price_minor, minimum_minor, urgent, talk)
   SELECT n.id, n."personId", n."lotId", n."auctionId", n.seq, n.topic, n.at, n."priceMinor", n."minimumMinor",
     coalesce(n.urgent, false), n.talk
   FROM json_to_recordset($1::json) AS n (id text, "personId" text, "lotId" text, "auctionId" text, seq bigint,
     topic text, at bigint, "priceMinor" bigint, "minimumMinor" bigint, urgent boolean, talk jsonb)
   WHERE EXISTS (SELECT FROM people WHERE people.id = n."personId")
   ON CONFLICT DO NOTHING
   RETURNING ${NOTICE_COLUMNS}`,
);

/** Doing it twice does it once. Answers those that are new. */
export async function addNotices(session: Session, notices: readonly NewNotice[]): Promise<NoticeRow[]> {
  if (notices.length === 0) return [];
  return (await session.run<NoticeRow>(insertNotices, [JSON.stringify(notices)])).map(noticeOf);
}
