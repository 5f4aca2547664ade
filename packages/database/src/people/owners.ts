import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from '../schema/tables.ts';

/** An owner of the demo is none: the house still needs a real one. */
export async function hasOwner(db: Kysely<Tables>): Promise<boolean> {
  const owner = await db
    .selectFrom('people')
    .select('id')
    .where('role', '=', 'owner')
    .where('demo', '=', false)
    .limit(1)
    .executeTakeFirst();
  return owner !== undefined;
}

/** One at a time, so that of many who come at once the first one is made owner and the others see him. */
export async function claimFirstOwner(db: Kysely<Tables>, personId: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`SELECT pg_advisory_xact_lock(hashtext('rostrum:first-owner'))`.execute(trx);
    return !(await hasOwner(trx)) && makeOwner(trx, personId);
  });
}

/** The link is good once, until it expires, and for the person with its address only. */
export async function useOwnerLink(db: Kysely<Tables>, tokenHash: string, personId: string): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const used = await trx
      .updateTable('owner_links')
      .set({ used_by: personId })
      .where('token_hash', '=', tokenHash)
      .where('used_by', 'is', null)
      .where('expires_at', '>', sql<number>`extract(epoch FROM clock_timestamp()) * 1000`)
      .where('email', '=', (eb) =>
        eb
          .selectFrom('people')
          .select(sql<string>`lower(email)`.as('email'))
          .where('id', '=', personId),
      )
      .executeTakeFirst();
    return used.numUpdatedRows > 0n && makeOwner(trx, personId);
  });
}

async function makeOwner(db: Kysely<Tables>, personId: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('people')
    .set({ role: 'owner', approved: true })
    .where('id', '=', personId)
    .executeTakeFirst();
  await sql`SELECT revoke_session(${personId}, NULL, 'role')`.execute(db);
  return numUpdatedRows > 0n;
}
