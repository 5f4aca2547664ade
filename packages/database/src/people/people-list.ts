import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { unpackCursor } from '../paging/cursor.ts';
import { pageOf } from '../paging/page.ts';
import type { Paged, PageOptions } from '../paging/page.ts';
import type { Tables } from '../schema/tables.ts';
import type { PersonRow } from './people.types.ts';
import { PERSON, personOf } from './person-row.ts';

/** People whose name or address contains a text, whatever its case; the newest first. An empty text finds everybody. */
export async function searchPeople(
  db: Kysely<Tables>,
  text: string,
  { limit, cursor }: PageOptions,
): Promise<Paged<PersonRow>> {
  const after = unpackCursor(cursor, ['string', 'string']);
  const like = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await db
    .selectFrom('people')
    .select(PERSON)
    .select(sql<string>`created_at::text`.as('since'))
    .$if(text !== '', (query) => query.where((eb) => eb.or([eb('name', 'ilike', like), eb('email', 'ilike', like)])))
    .$if(after !== null, (query) =>
      query.where(sql<boolean>`(created_at, id) < (${after?.[0]}::timestamptz, ${after?.[1]})`),
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf(rows, limit, personOf, (row) => [row.since, row.id]);
}

/** How many people wait for approval. */
export async function countWaiting(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('people')
    .select((eb) => eb.fn.countAll().as('waiting'))
    .where('approved', '=', false)
    .where('banned', '=', false)
    .executeTakeFirst();
  return Number(row?.waiting ?? 0);
}
