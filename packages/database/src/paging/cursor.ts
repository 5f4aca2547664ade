import { BrokenCursor } from '../errors.ts';

/** What a part of a sort key is; a moment is a `timestamptz` as PostgreSQL writes it. */
type KeyType = 'string' | 'number' | 'moment';

const MOMENT = /^\d{4,6}-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;

/** Packs the sort key of a page's last row into an opaque text. */
export function packCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The sort key in a cursor; null where there is none. `list` is what its first part has to say, where lists share their
 * types. Throws BrokenCursor for what this list never gave.
 */
export function unpackCursor(cursor: string | undefined, types: readonly KeyType[], list?: string) {
  if (cursor === undefined) return null;
  const key = parsed(cursor);
  const ours =
    Array.isArray(key) && key.length === types.length && key.every((part, at) => isKey(part, types[at] ?? 'string'));
  if (!ours || (list !== undefined && key[0] !== list)) throw new BrokenCursor('This is no cursor of the list.');
  return key as (string | number)[];
}

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return null;
  }
}

/** Only what the database could have said: whole numbers, and texts without the character that it cannot keep. */
function isKey(part: unknown, type: KeyType): boolean {
  if (type === 'number') return Number.isSafeInteger(part);
  return typeof part === 'string' && (type === 'moment' ? MOMENT.test(part) : !part.includes('\0'));
}
