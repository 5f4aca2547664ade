import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { ClaimedMail } from './mails.types.ts';

/** The columns of a ClaimedMail, from a mail `m` and its person `p`. */
export const CLAIMED = sql.raw(`m.id, m.kind, m.about, m.data, m.locale, m.attempts, m.created_at AS "createdAt",
  m.expires_at AS "expiresAt", m.person_id AS "personId", coalesce(m.data ->> 'name', p.name, '') AS name,
  coalesce(m.address, p.email, '') AS address, p.zone`);

/** See `Mails.claim`. The claim is the row's next moment: it ends by itself. */
export async function claimMails(
  db: Kysely<Tables>,
  limit: number,
  now: number,
  leaseMs: number,
): Promise<ClaimedMail[]> {
  const { rows } = await sql<ClaimedMail>`
    WITH due AS (
      SELECT id FROM mails WHERE status = 'queued' AND next_at <= ${now}::bigint
      ORDER BY next_at, id LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    ), m AS (
      UPDATE mails SET attempts = attempts + 1, next_at = ${now}::bigint + ${leaseMs}::bigint
      FROM due WHERE mails.id = due.id RETURNING mails.*
    )
    SELECT ${CLAIMED} FROM m LEFT JOIN people p ON p.id = m.person_id ORDER BY m.created_at, m.id`.execute(db);
  return rows;
}
