import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';

/** A public page of the house, and when it last changed (epoch ms). */
export interface MappedPage {
  /** A slug, or a lot's id. */
  name: string;
  changedAt: number;
}

/** Which part of a long list; the first page is 0. */
export interface MapPart {
  page: number;
  size: number;
}

/** Every public auction and lot, for those who look for pages to read. */
export class SiteMap {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  async count(): Promise<{ auctions: number; lots: number }> {
    const { rows } = await sql<{ auctions: number; lots: number }>`
      SELECT (SELECT count(*)::int FROM auctions) AS auctions,
        (SELECT count(*)::int FROM lots WHERE status <> 'draft') AS lots`.execute(this.#engine.kysely);
    return rows[0]!;
  }

  /** The oldest first. An auction changes when a lot of it opens or ends. */
  async auctions(part: MapPart, now: number): Promise<MappedPage[]> {
    const { rows } = await sql<MappedPage>`
      SELECT slug AS name, greatest(
        created_at,
        (SELECT max(starts_at) FROM lots WHERE auction_id = auctions.id AND status <> 'draft' AND starts_at <= ${now}::bigint),
        (SELECT max(ends_at) FROM lots WHERE auction_id = auctions.id AND status <> 'draft' AND ends_at <= ${now}::bigint)
      ) AS "changedAt"
      FROM auctions ORDER BY created_at, id ${slice(part)}`.execute(this.#engine.kysely);
    return rows;
  }

  /** In the order of their auctions. A lot changes with each of its public events; what is hidden changes nothing. */
  async lots(part: MapPart): Promise<MappedPage[]> {
    const { rows } = await sql<MappedPage>`
      SELECT lots.id AS name, coalesce(
        (SELECT at FROM lot_events WHERE lot_id = lots.id AND version IS NOT NULL ORDER BY version DESC LIMIT 1),
        starts_at
      ) AS "changedAt"
      FROM lots JOIN auctions ON auctions.id = auction_id
      WHERE status <> 'draft'
      ORDER BY created_at, auctions.id, number ${slice(part)}`.execute(this.#engine.kysely);
    return rows;
  }
}

function slice({ page, size }: MapPart) {
  return sql`LIMIT ${size}::bigint OFFSET ${page * size}::bigint`;
}
