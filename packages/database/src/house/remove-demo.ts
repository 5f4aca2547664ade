import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from '../schema/tables.ts';

/**
 * Deletes the auctions and people of the demo with all that hangs on them. The one place where events are deleted: the
 * trigger of `lot_events` lets a DELETE pass while this setting is on, and the setting ends with the transaction.
 */
export async function removeDemo(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await sql`SELECT set_config('rostrum.removes_demo', 'on', true), set_config('lock_timeout', '0', true)`.execute(
      trx,
    );
    const lots = sql`(SELECT l.id FROM lots l JOIN auctions a ON a.id = l.auction_id WHERE a.demo)`;
    const people = sql`(SELECT id FROM people WHERE demo)`;
    await sql`SELECT id FROM lots WHERE id IN ${lots} ORDER BY id FOR UPDATE`.execute(trx);
    await sql`DELETE FROM notices WHERE lot_id IN ${lots} OR person_id IN ${people}`.execute(trx);
    await sql`DELETE FROM commands WHERE lot_id IN ${lots} OR person_id IN ${people}`.execute(trx);
    await sql`DELETE FROM lot_events WHERE lot_id IN ${lots}`.execute(trx);
    await sql`DELETE FROM lot_bidders WHERE lot_id IN ${lots}`.execute(trx);
    await sql`DELETE FROM lots WHERE id IN ${lots}`.execute(trx);
    await sql`DELETE FROM registrations WHERE auction_id IN (SELECT id FROM auctions WHERE demo)`.execute(trx);
    await sql`DELETE FROM auctions WHERE demo`.execute(trx);
    await sql`DELETE FROM people WHERE demo`.execute(trx);
  });
}
