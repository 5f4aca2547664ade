import type { NoticeRow } from './notices.types.ts';

/** The columns of `notices` in SQL, under the names of a NoticeRow. */
export const NOTICE_COLUMNS = `id, person_id AS "personId", lot_id AS "lotId", seq, topic, at,
  price_minor AS "priceMinor", minimum_minor AS "minimumMinor", seen_at AS "seenAt"`;

/** What `json_to_recordset` needs to know of the rows. */
export const NOTICE_RECORD = `(id text, "personId" text, "lotId" text, seq bigint, topic text, at bigint,
  "priceMinor" bigint, "minimumMinor" bigint)`;

/** Without the columns that only place it. */
export function noticeOf({
  id,
  personId,
  lotId,
  seq,
  topic,
  at,
  priceMinor,
  minimumMinor,
  seenAt,
}: NoticeRow): NoticeRow {
  return { id, personId, lotId, seq, topic, at, priceMinor, minimumMinor, seenAt };
}
