import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';
import type { PictureRow } from '../catalogue/catalogue.types.ts';
import type { Engine } from '../engine/engine.ts';
import { sqlState, sqlStateOf } from '../engine/sql-errors.ts';
import { LockTimeout } from '../errors.ts';
import type { Tables } from '../schema/tables.ts';

/** What became of a change to a lot's pictures: done, or the lot or picture is unknown, or it has as many as it may. */
export type PicturesChange = 'done' | 'unknown' | 'full';

const COLUMNS = ['hash', 'width', 'height', 'widths', 'alt', 'placeholder', 'credit'] as const;

/**
 * Which pictures a lot shows, in their order, and which are shown by none. Changes throw LockTimeout while the lot is too
 * busy with bids.
 */
export class LotPictures {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get #db() {
    return this.#engine.kysely;
  }

  /** The pictures of a lot in their order; null for an unknown lot. */
  async of(lotId: string): Promise<PictureRow[] | null> {
    const lot = await this.#db.selectFrom('lots').select('picture_hashes').where('id', '=', lotId).executeTakeFirst();
    if (!lot) return null;
    const known = await rowsOf(this.#db, lot.picture_hashes);
    return lot.picture_hashes.flatMap((hash) => known.get(hash) ?? []);
  }

  /** Puts a picture behind the others, once. A lot shows at most `atMost`. */
  append(lotId: string, hash: string, atMost: number): Promise<PicturesChange> {
    return this.#change(lotId, atMost, (hashes) => (hashes.includes(hash) ? hashes : [...hashes, hash]));
  }

  /**
   * Gives the pictures a new order. One of the house that the lot does not show yet is put in, which takes a removal back;
   * one that the lot shows and that is not named keeps to the end, so that nobody loses what another just added.
   */
  arrange(lotId: string, wanted: readonly string[], atMost: number): Promise<PicturesChange> {
    return this.#change(lotId, atMost, (hashes) => [...new Set([...wanted, ...hashes])]);
  }

  /** Takes a picture from a lot. Where no other lot shows it, its files go after a while. */
  remove(lotId: string, hash: string): Promise<PicturesChange> {
    return this.#change(lotId, Number.MAX_SAFE_INTEGER, (hashes) => hashes.filter((other) => other !== hash));
  }

  /** What a picture shows, in words: the same wherever it is shown. False for an unknown one. */
  async describe(hash: string, alt: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('pictures')
      .set({ alt })
      .where('hash', '=', hash)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Somebody is about to use this picture: if he does not, its files go as if it had been shown until now. */
  async hold(hash: string): Promise<void> {
    await noteUnused(this.#db, [hash]);
  }

  /** Pictures that no lot shows since before a time (epoch ms), the longest first. */
  async unused(before: number, limit: number): Promise<Pick<PictureRow, 'hash' | 'widths'>[]> {
    return this.#db
      .selectFrom('unused_pictures')
      .innerJoin('pictures', 'pictures.hash', 'unused_pictures.hash')
      .select(['pictures.hash', 'pictures.widths'])
      .where('since', '<', new Date(before))
      .where(sql<boolean>`NOT EXISTS (SELECT FROM lots WHERE picture_hashes @> ARRAY[pictures.hash])`)
      .orderBy('since')
      .limit(limit)
      .execute();
  }

  /** Forgets a picture whose files are gone, unless a lot shows it. */
  async forget(hash: string): Promise<void> {
    await sql`DELETE FROM pictures WHERE hash = ${hash} AND EXISTS (SELECT FROM unused_pictures WHERE hash = ${hash})
      AND NOT EXISTS (SELECT FROM lots WHERE picture_hashes @> ARRAY[${hash}])`.execute(this.#db);
  }

  async #change(
    lotId: string,
    atMost: number,
    change: (hashes: readonly string[]) => readonly string[],
  ): Promise<PicturesChange> {
    try {
      return await this.#db.transaction().execute((trx) => changeHashes(trx, lotId, atMost, change));
    } catch (error) {
      if (sqlStateOf(error) === sqlState.lockTimeout) throw new LockTimeout('The lot is busy.', { cause: error });
      throw error;
    }
  }
}

async function changeHashes(
  trx: Transaction<Tables>,
  lotId: string,
  atMost: number,
  change: (hashes: readonly string[]) => readonly string[],
): Promise<PicturesChange> {
  const lot = await trx
    .selectFrom('lots')
    .select('picture_hashes')
    .where('id', '=', lotId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!lot) return 'unknown';
  const before = lot.picture_hashes;
  const wanted = change(before);
  const known = await rowsOf(trx, wanted);
  const after = wanted.filter((hash) => known.has(hash));
  if (wanted.some((hash) => !known.has(hash) && !before.includes(hash))) return 'unknown';
  if (after.length > Math.max(atMost, before.length)) return 'full';
  await trx.updateTable('lots').set({ picture_hashes: after }).where('id', '=', lotId).execute();
  if (after.length > 0) await trx.deleteFrom('unused_pictures').where('hash', 'in', after).execute();
  await noteUnused(
    trx,
    before.filter((hash) => !after.includes(hash)),
  );
  return 'done';
}

/** Of these pictures, the ones that no lot shows are noted as unused from now on. */
async function noteUnused(db: Kysely<Tables>, hashes: readonly string[]): Promise<void> {
  if (hashes.length === 0) return;
  await sql`INSERT INTO unused_pictures (hash)
    SELECT hash FROM pictures WHERE hash = ANY(${[...hashes]}::text[])
      AND NOT EXISTS (SELECT FROM lots WHERE picture_hashes @> ARRAY[pictures.hash])
    ON CONFLICT (hash) DO UPDATE SET since = excluded.since`.execute(db);
}

async function rowsOf(db: Kysely<Tables>, hashes: readonly string[]): Promise<Map<string, PictureRow>> {
  if (hashes.length === 0) return new Map();
  const rows = await db.selectFrom('pictures').select(COLUMNS).where('hash', 'in', hashes).execute();
  return new Map(rows.map((row) => [row.hash, row]));
}
