import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import { wordsOf } from './words.ts';

/** Lots whose words are read in one transaction. */
const AT_ONCE = 200;

/** Reads the words of lots that were written since the last search, by whomever. */
export async function readNewLots(db: Kysely<Tables>): Promise<void> {
  while (await someToRead(db)) if (!(await readSome(db))) return;
}

async function someToRead(db: Kysely<Tables>): Promise<boolean> {
  return (await db.selectFrom('lots_to_read').select('lot_id').limit(1).executeTakeFirst()) !== undefined;
}

/** What another node reads just now is left to it. Answers whether there was anything to read. */
async function readSome(db: Kysely<Tables>): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const taken = await sql<{ lot_id: string }>`
      DELETE FROM lots_to_read WHERE lot_id IN
        (SELECT lot_id FROM lots_to_read ORDER BY lot_id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
      RETURNING lot_id`.execute(trx);
    const ids = taken.rows.map((row) => row.lot_id);
    if (ids.length === 0) return false;
    const lots = await trx
      .selectFrom('lots')
      .select(['id', 'number', 'title', 'description_md', 'category'])
      .where('id', 'in', ids)
      .execute();
    for (const lot of lots) {
      const words = wordsOf(`${lot.number} ${lot.title} ${lot.category} ${lot.description_md}`);
      await sql`
        INSERT INTO lot_words VALUES (${lot.id}, array_to_tsvector(${words}::text[]))
        ON CONFLICT (lot_id) DO UPDATE SET words = EXCLUDED.words`.execute(trx);
    }
    return true;
  });
}
