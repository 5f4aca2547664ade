/** Packs the sort key of a page's last row into an opaque text. */
export function packCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The sort key in a cursor; null where there is none, or none of ours: then the list begins at its start. */
export function unpackCursor(cursor: string | undefined, types: readonly ('string' | 'number')[]) {
  if (!cursor) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const ours = Array.isArray(key) && key.length === types.length && key.every((part, i) => typeof part === types[i]);
    return ours ? (key as (string | number)[]) : null;
  } catch {
    return null;
  }
}

/** A page out of `limit + 1` rows. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  key: (row: Row) => readonly (string | number)[],
): { items: Item[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), nextCursor: rows.length > limit && last ? packCursor(key(last)) : null };
}
