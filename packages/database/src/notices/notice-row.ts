import type { NoticeRow } from './notices.types.ts';

/** The columns of `notices` in SQL, under the names of a NoticeRow. */
export const NOTICE_COLUMNS = `id, person_id AS "personId", lot_id AS "lotId", auction_id AS "auctionId", seq, topic, at,
  price_minor AS "priceMinor", minimum_minor AS "minimumMinor", urgent, talk, seen_at AS "seenAt"`;

/** Without the columns that only place it. */
export function noticeOf(row: NoticeRow): NoticeRow {
  const { id, personId, lotId, auctionId, seq, topic, at, priceMinor, minimumMinor, urgent, talk, seenAt } = row;
  return { id, personId, lotId, auctionId, seq, topic, at, priceMinor, minimumMinor, urgent, talk, seenAt };
}
