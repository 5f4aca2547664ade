import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { unpackCursor } from '../paging/cursor.ts';
import { pageOf } from '../paging/page.ts';
import type { Paged, PageOptions } from '../paging/page.ts';
import type { LotListing } from './catalogue.types.ts';
import type { LotCount, LotOrder, LotWish } from './finding.types.ts';
import { FOUND_STATUS, fits } from './lot-conditions.ts';
import { ENTRY, entryOf } from './lot-entry.ts';
import { behind, keysOf, keyTypes, sorted } from './lot-orders.ts';
import { readNewLots } from './lot-reader.ts';

/** Finds public lots by what everybody may know of them. */
export class Finding {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get #db() {
    return this.#engine.kysely;
  }

  /**
   * One page of the lots that fit. While lots move, one that changes its place between two pages may come twice or not
   * at all. Throws BrokenCursor, for a cursor of another order too.
   */
  async lots(wish: LotWish, order: LotOrder, { limit, cursor }: PageOptions): Promise<Paged<LotListing>> {
    const place = unpackCursor(cursor, ['string', ...keyTypes(order)], order);
    if (wish.text !== undefined) await readNewLots(this.#db);
    const rows = await this.#db
      .selectFrom('lots as l')
      .select([...ENTRY, 'l.state', 'l.epoch', keysOf(order).as('keys')])
      .where(fits(wish))
      .$if(place !== null, (query) => query.where(behind(order, place?.slice(1) ?? [])))
      .orderBy(sorted(order))
      .limit(limit + 1)
      .execute();
    return pageOf(
      rows,
      limit,
      (row) => ({ ...entryOf(row), lot: row.state, epoch: row.epoch }),
      (row) => [order, ...row.keys],
    );
  }

  /** How many lots fit, by auction, category and status. */
  async counts(wish: LotWish): Promise<LotCount[]> {
    if (wish.text !== undefined) await readNewLots(this.#db);
    const { rows } = await sql<LotCount>`
      SELECT l.auction_id AS "auctionId", l.category, ${FOUND_STATUS} AS status, count(*)::int AS count
      FROM lots l WHERE ${fits(wish)} GROUP BY 1, 2, 3`.execute(this.#db);
    return rows;
  }
}
