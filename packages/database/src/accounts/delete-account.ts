import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { Deletion } from './accounts.types.ts';

/**
 * Bars the person first and then takes the locks of the lots that he might bid on, in the order in which a bid takes
 * them: none of his bids can be under way when it is looked whether he leads.
 */
export async function deleteAccount(
  db: Kysely<Tables>,
  personId: string,
  now: number,
  mail: { id: string; expiresAt: number } | null,
): Promise<Deletion> {
  const refused: { why: Exclude<Deletion, { deleted: true }>['why'] | null } = { why: null };
  try {
    await db.transaction().execute(async (trx) => {
      refused.why = await refusal(trx, personId);
      if (refused.why !== null) throw new Refused();
      if (mail) await queueLastMail(trx, personId, now, mail);
      await forget(trx, personId, now);
    });
    return { deleted: true };
  } catch (error) {
    if (!(error instanceof Refused) || refused.why === null) throw error;
    return { deleted: false, why: refused.why };
  }
}

/**
 * Whatever is the person's alone. What an auction rests on stays: bids, results, and the paddle number; what he said to
 * others stays too, under his number.
 */
const PERSONAL = [
  'sessions',
  'accounts',
  'notices',
  'notice_deliveries',
  'notice_preferences',
  'notice_settings',
  'push_subscriptions',
  'pushes',
  'watched_lots',
  'mistakes',
  'mails',
  'people_seen',
  'chat_guests',
  'chat_mutes',
  'chat_reports',
  'chat_seen',
] as const;

/** Takes the transaction back. */
class Refused extends Error {}

async function refusal(trx: Transaction<Tables>, personId: string) {
  await sql`SELECT pg_advisory_xact_lock(hashtext('rostrum:first-owner'))`.execute(trx);
  const person = await trx
    .selectFrom('people')
    .select(['role', 'demo'])
    .where('id', '=', personId)
    .where('deleted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!person) return 'gone';
  if (person.role === 'owner' && !(await otherOwner(trx, personId))) return 'last-owner';
  await sql`SELECT auction_id FROM registrations WHERE person_id = ${personId} ORDER BY auction_id FOR UPDATE`.execute(
    trx,
  );
  await trx.updateTable('registrations').set({ barred: true }).where('person_id', '=', personId).execute();
  await sql`SELECT id FROM lots WHERE status IN ('open', 'paused')
    AND auction_id IN (SELECT auction_id FROM registrations WHERE person_id = ${personId})
    ORDER BY id FOR UPDATE`.execute(trx);
  const { rows } =
    await sql`SELECT FROM lots WHERE leader_id = ${personId} AND status IN ('open', 'paused') LIMIT 1`.execute(trx);
  return rows.length > 0 ? 'leads' : null;
}

async function otherOwner(trx: Transaction<Tables>, personId: string): Promise<boolean> {
  const other = await trx
    .selectFrom('people')
    .select('id')
    .where('role', '=', 'owner')
    .where('demo', '=', false)
    .where('id', '<>', personId)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** It is nobody's: nothing leads from it to the person but the address, and that is forgotten once it was sent. */
async function queueLastMail(
  trx: Transaction<Tables>,
  personId: string,
  now: number,
  { id, expiresAt }: { id: string; expiresAt: number },
): Promise<void> {
  await sql`INSERT INTO mails (id, kind, cause, about, address, locale, data, status, next_at, expires_at, created_at)
    SELECT ${id}, 'account-deleted', ${id}, '', email, locale, '{}', 'queued', ${now}::bigint, ${expiresAt}::bigint,
      ${now}::bigint
    FROM people WHERE id = ${personId}`.execute(trx);
}

async function forget(trx: Transaction<Tables>, personId: string, now: number): Promise<void> {
  await sql`DELETE FROM owner_links WHERE email = (SELECT email FROM people WHERE id = ${personId})`.execute(trx);
  for (const table of PERSONAL) {
    await sql`DELETE FROM ${sql.table(table)} WHERE person_id = ${personId}`.execute(trx);
  }
  await sql`DELETE FROM verifications WHERE value = ${personId}`.execute(trx);
  await sql`UPDATE people SET name = '', email = id || '@deleted.invalid', email_verified = false, image = null,
    role = 'bidder', approved = false, banned = true, locale = 'en', zone = null, currency = null, deleted_at = ${now}
    WHERE id = ${personId}`.execute(trx);
  await sql`SELECT revoke_session(${personId}, NULL, 'ban')`.execute(trx);
}
