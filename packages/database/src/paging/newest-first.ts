import { sql } from 'kysely';
import type { SelectQueryBuilder } from 'kysely';
import { unpackCursor } from './cursor.ts';
import { pageOf } from './page.ts';
import type { Paged, PageOptions } from './page.ts';

/**
 * A page of what `query` selects, the newest first. `table` is the name under which it has `created_at` (epoch ms) and
 * `id`. Throws BrokenCursor for a cursor that such a list never gave.
 */
export async function newestFirst<DB, TB extends keyof DB, Row extends { createdAt: number; id: string }>(
  query: SelectQueryBuilder<DB, TB, Row>,
  table: string,
  { limit, cursor }: PageOptions,
): Promise<Paged<Row>> {
  const after = unpackCursor(cursor, ['number', 'string']);
  const createdAt = sql.ref(`${table}.created_at`);
  const id = sql.ref(`${table}.id`);
  const rows = await query
    .$if(after !== null, (older) =>
      older.where(sql<boolean>`(${createdAt}, ${id}) < (${after?.[0]}::bigint, ${after?.[1]}::text)`),
    )
    .orderBy(createdAt, 'desc')
    .orderBy(id, 'desc')
    .limit(limit + 1)
    .execute();
  return pageOf(
    rows,
    limit,
    (row) => row,
    (row) => [row.createdAt, row.id],
  );
}
