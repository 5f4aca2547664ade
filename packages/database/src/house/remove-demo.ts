import { sql } from 'kysely';
import type { Kysely, RawBuilder, Transaction } from 'kysely';
import type { Tables } from '../schema/tables.ts';

/** How much of the demo there is. Each lot is counted once, of however many rounds. */
export interface DemoCount {
  auctions: number;
  lots: number;
  people: number;
}

/**
 * Deletes the auctions and people of the demo with all that hangs on them. The one place where events are deleted: the
 * trigger of `lot_events` lets a DELETE pass while this setting is on, and the setting ends with the transaction.
 */
export async function removeDemo(db: Kysely<Tables>): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await removeAuctions(trx, sql`(SELECT id FROM auctions WHERE demo)`);
    const people = sql`(SELECT id FROM people WHERE demo)`;
    await sql`DELETE FROM notices WHERE person_id IN ${people}`.execute(trx);
    await sql`DELETE FROM commands WHERE person_id IN ${people}`.execute(trx);
    await sql`DELETE FROM people WHERE demo`.execute(trx);
  });
}

/** Deletes some auctions of the demo, such as its old rounds. Others are left alone, whatever their ids. */
export async function removeDemoAuctions(db: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.transaction().execute(async (trx) => {
    await removeAuctions(trx, sql`(SELECT id FROM auctions WHERE demo AND id = ANY(${[...ids]}::text[]))`);
  });
}

/** What `removeDemo` would delete. */
export async function countDemo(db: Kysely<Tables>): Promise<DemoCount> {
  const { rows } = await sql<DemoCount>`SELECT
    (SELECT count(*)::int FROM auctions WHERE demo) AS auctions,
    (SELECT count(*)::int FROM lots JOIN auctions ON auctions.id = auction_id WHERE demo) AS lots,
    (SELECT count(*)::int FROM people WHERE demo) AS people`.execute(db);
  return rows[0] ?? { auctions: 0, lots: 0, people: 0 };
}

/**
 * Locks in the order that registrations and bids lock in (auction, limits, lots), so that a house where people bid comes
 * to a halt for a moment and no longer. Pictures that only these lots showed may be swept at once.
 */
async function removeAuctions(trx: Transaction<Tables>, auctions: RawBuilder<unknown>): Promise<void> {
  await sql`SELECT set_config('rostrum.removes_demo', 'on', true), set_config('lock_timeout', '0', true)`.execute(trx);
  const lots = sql`(SELECT id FROM lots WHERE auction_id IN ${auctions})`;
  await sql`SELECT id FROM auctions WHERE id IN ${auctions} ORDER BY id FOR UPDATE`.execute(trx);
  await sql`SELECT person_id FROM registrations WHERE auction_id IN ${auctions} AND limit_minor IS NOT NULL
    ORDER BY person_id FOR UPDATE`.execute(trx);
  await sql`SELECT id FROM lots WHERE id IN ${lots} ORDER BY id FOR UPDATE`.execute(trx);
  await sql`DELETE FROM notices WHERE lot_id IN ${lots} OR auction_id IN ${auctions}`.execute(trx);
  await sql`DELETE FROM mistakes WHERE lot_id IN ${lots}`.execute(trx);
  await sql`DELETE FROM commands WHERE lot_id IN ${lots}`.execute(trx);
  await sql`DELETE FROM lot_events WHERE lot_id IN ${lots}`.execute(trx);
  await sql`DELETE FROM lot_bidders WHERE lot_id IN ${lots}`.execute(trx);
  await sql`WITH gone AS (DELETE FROM lots WHERE auction_id IN ${auctions} RETURNING picture_hashes)
    INSERT INTO unused_pictures (hash, since)
    SELECT DISTINCT pictures.hash, to_timestamp(0) FROM gone, unnest(gone.picture_hashes) AS shown (hash)
    JOIN pictures ON pictures.hash = shown.hash
    ON CONFLICT (hash) DO UPDATE SET since = excluded.since`.execute(trx);
  await sql`DELETE FROM registrations WHERE auction_id IN ${auctions}`.execute(trx);
  await sql`DELETE FROM auctions WHERE id IN ${auctions}`.execute(trx);
}
