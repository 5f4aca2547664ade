import { packCursor } from './cursor.ts';

/** A page of a list; `cursor` of the next call is `nextCursor` of this one. */
export interface PageOptions {
  limit: number;
  cursor?: string;
}

export interface Paged<Item> {
  items: Item[];
  nextCursor: string | null;
}

/** A page out of `limit + 1` rows. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  key: (row: Row) => readonly (string | number)[],
): Paged<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), nextCursor: rows.length > limit && last ? packCursor(key(last)) : null };
}
