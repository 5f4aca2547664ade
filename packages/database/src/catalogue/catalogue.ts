import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';
import { unpackCursor } from '../paging/cursor.ts';
import { pageOf } from '../paging/page.ts';
import type { Paged, PageOptions } from '../paging/page.ts';
import { auctionColumns, listingOf, listings } from './auction-rows.ts';
import type {
  AuctionListing,
  AuctionRow,
  LotLabel,
  LotListing,
  LotPage,
  PictureRow,
  RegistrationRow,
} from './catalogue.types.ts';
import { ENTRY, entryOf } from './lot-entry.ts';
import { register } from './registration.ts';

/** Auctions, lots as the catalogue shows them, pictures, and who is registered for what. */
export class Catalogue {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get #db() {
    return this.#engine.kysely;
  }

  /** Throws where the id or the slug is taken. */
  async addAuction(row: AuctionRow): Promise<void> {
    await this.#db.insertInto('auctions').values(auctionColumns(row)).execute();
  }

  /** Running ones by their end, then coming ones by their opening, then those that are over, the latest first. */
  async auctions({ limit, cursor }: PageOptions): Promise<Paged<AuctionListing>> {
    const after = unpackCursor(cursor, ['number', 'number', 'string']);
    const rows = await listings(this.#db)
      .$if(after !== null, (query) =>
        query.where(
          sql<boolean>`(a.rank, a.sort, a.id) > (${after?.[0]}::bigint, ${after?.[1]}::bigint, ${after?.[2]})`,
        ),
      )
      .orderBy(sql`a.rank`)
      .orderBy(sql`a.sort`)
      .orderBy(sql`a.id`)
      .limit(limit + 1)
      .execute();
    return pageOf(rows, limit, listingOf, (row) => [row.rank, row.sort, row.id]);
  }

  async auctionBySlug(slug: string): Promise<AuctionListing | null> {
    const row = await listings(this.#db).where('a.slug', '=', slug).executeTakeFirst();
    return row ? listingOf(row) : null;
  }

  /** In no order; unknown ids are left out. */
  async auctionsById(ids: readonly string[]): Promise<AuctionListing[]> {
    if (ids.length === 0) return [];
    return (await listings(this.#db).where('a.id', 'in', ids).execute()).map(listingOf);
  }

  /** By number. */
  async lotsOf(auctionId: string, { limit, cursor }: PageOptions): Promise<Paged<LotListing>> {
    const after = unpackCursor(cursor, ['number']);
    const rows = await this.#db
      .selectFrom('lots')
      .select([...ENTRY, 'number', 'state', 'epoch'])
      .where('auction_id', '=', auctionId)
      .where(sql<boolean>`number > ${after?.[0] ?? -1}::bigint`)
      .orderBy('number')
      .limit(limit + 1)
      .execute();
    return pageOf(
      rows,
      limit,
      (row) => ({ ...entryOf(row), lot: row.state, epoch: row.epoch }),
      (row) => [row.number],
    );
  }

  async lot(id: string): Promise<LotPage | null> {
    const row = await this.#db
      .selectFrom('lots')
      .select([...ENTRY, 'auction_id', 'state', 'epoch'])
      .select((eb) => [
        eb
          .selectFrom('lots as p')
          .select('p.id')
          .whereRef('p.auction_id', '=', 'lots.auction_id')
          .whereRef('p.number', '<', 'lots.number')
          .orderBy('p.number', 'desc')
          .limit(1)
          .as('previous_id'),
        eb
          .selectFrom('lots as n')
          .select('n.id')
          .whereRef('n.auction_id', '=', 'lots.auction_id')
          .whereRef('n.number', '>', 'lots.number')
          .orderBy('n.number')
          .limit(1)
          .as('next_id'),
      ])
      .where('lots.id', '=', id)
      .executeTakeFirst();
    const [auction] = row ? await this.auctionsById([row.auction_id]) : [];
    if (!row || !auction) return null;
    const { state: lot, epoch, previous_id: previousLotId, next_id: nextLotId } = row;
    return { ...entryOf(row), lot, epoch, auction, previousLotId, nextLotId };
  }

  /** In no order; unknown ids are left out. */
  async lotsById(ids: readonly string[]): Promise<LotListing[]> {
    if (ids.length === 0) return [];
    const rows = await this.#db
      .selectFrom('lots')
      .select([...ENTRY, 'state', 'epoch'])
      .where('id', 'in', ids)
      .execute();
    return rows.map((row) => ({ ...entryOf(row), lot: row.state, epoch: row.epoch }));
  }

  /** By lot id; unknown ids are left out. */
  async labels(lotIds: readonly string[]): Promise<Map<string, LotLabel>> {
    if (lotIds.length === 0) return new Map();
    const rows = await this.#db
      .selectFrom('lots')
      .innerJoin('auctions', 'auctions.id', 'lots.auction_id')
      .select(['lots.id', 'lots.auction_id as auctionId', 'lots.number', 'lots.title', 'auctions.currency'])
      .select(['auctions.exponent', 'auctions.slug as auctionSlug'])
      .where('lots.id', 'in', lotIds)
      .execute();
    return new Map(rows.map(({ id, ...label }) => [id, label]));
  }

  /** A picture that is there already keeps its words; its widths are those of the files that it has now. */
  async addPicture(row: PictureRow): Promise<void> {
    const credit = row.credit && JSON.stringify(row.credit);
    await this.#db
      .insertInto('pictures')
      .values({ ...row, credit })
      .onConflict((conflict) =>
        conflict
          .column('hash')
          .doUpdateSet((update) => ({ widths: update.ref('excluded.widths') }))
          .whereRef('pictures.widths', 'is distinct from', 'excluded.widths'),
      )
      .execute();
  }

  /** By hash; unknown ones are left out. */
  async pictures(hashes: readonly string[]): Promise<Map<string, PictureRow>> {
    if (hashes.length === 0) return new Map();
    const rows = await this.#db.selectFrom('pictures').selectAll().where('hash', 'in', hashes).execute();
    return new Map(rows.map((row) => [row.hash, row]));
  }

  /** Registers a person, once: the paddles of an auction run from 101 without gaps. Throws without such an auction. */
  register(auctionId: string, personId: string): Promise<{ paddle: number }> {
    return register(this.#db, auctionId, personId);
  }

  async registrations(personId: string): Promise<RegistrationRow[]> {
    return this.#db
      .selectFrom('registrations')
      .select(['auction_id as auctionId', 'paddle', 'limit_minor as limitMinor', 'barred'])
      .where('person_id', '=', personId)
      .execute();
  }

  /** What a person may owe at most in an auction; null: no limit. Throws where he is not registered. */
  async setLimit(auctionId: string, personId: string, limitMinor: number | null): Promise<void> {
    await this.#update(auctionId, personId, { limit_minor: limitMinor });
  }

  /** Throws where he is not registered. */
  async setBarred(auctionId: string, personId: string, barred: boolean): Promise<void> {
    await this.#update(auctionId, personId, { barred });
  }

  async #update(
    auctionId: string,
    personId: string,
    change: { limit_minor: number | null } | { barred: boolean },
  ): Promise<void> {
    const { numUpdatedRows } = await this.#db
      .updateTable('registrations')
      .set(change)
      .where('auction_id', '=', auctionId)
      .where('person_id', '=', personId)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Error('This person is not registered for the auction.');
  }
}
