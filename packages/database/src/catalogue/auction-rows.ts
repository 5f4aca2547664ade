import { sql } from 'kysely';
import type { Kysely, Selectable } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { AuctionListing, AuctionRow } from './catalogue.types.ts';

type AuctionColumns = Selectable<Tables['auctions']>;

interface LotFigures {
  lot_count: number;
  open_count: number;
  scheduled_count: number;
  last_ends_at: number | null;
  cover_hash: string | null;
  /** 0 running, 1 coming, 2 over. */
  rank: number;
  /** Sorts within a rank, ascending. */
  sort: number;
}

/** Auctions with what follows from their lots, as a table to select from under the name `a`. */
export function listings(db: Kysely<Tables>) {
  const figures = sql<AuctionColumns & LotFigures>`(
    SELECT f.*,
      CASE WHEN open_count > 0 THEN 0 WHEN scheduled_count > 0 OR lot_count = 0 THEN 1 ELSE 2 END AS rank,
      CASE WHEN open_count > 0 THEN last_ends_at WHEN scheduled_count > 0 OR lot_count = 0 THEN opens_at
        ELSE -last_ends_at END AS sort
    FROM (
      SELECT auctions.*, l.*,
        (SELECT picture_hashes[1] FROM lots WHERE auction_id = auctions.id AND cardinality(picture_hashes) > 0
         ORDER BY number LIMIT 1) AS cover_hash
      FROM auctions, LATERAL (
        SELECT count(*)::int AS lot_count,
          (count(*) FILTER (WHERE status IN ('open', 'paused')))::int AS open_count,
          (count(*) FILTER (WHERE status = 'scheduled'))::int AS scheduled_count,
          max(ends_at) AS last_ends_at
        FROM lots WHERE auction_id = auctions.id
      ) AS l
    ) AS f
  )`.as<'a'>('a');
  return db.selectFrom(figures).selectAll();
}

export function listingOf(row: AuctionColumns & LotFigures): AuctionListing {
  return {
    ...auctionOf(row),
    lotCount: row.lot_count,
    openCount: row.open_count,
    scheduledCount: row.scheduled_count,
    lastEndsAt: row.last_ends_at,
    coverHash: row.cover_hash,
  };
}

function auctionOf(row: AuctionColumns): AuctionRow {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    descriptionMd: row.description_md,
    termsMd: row.terms_md,
    currency: row.currency,
    exponent: row.exponent,
    zone: row.zone,
    opensAt: row.opens_at,
    firstEndsAt: row.first_ends_at,
    staggerMs: row.stagger_ms,
    ladder: row.ladder,
    offLadder: row.off_ladder,
    reserveMode: row.reserve_mode,
    softClose: row.soft_close,
    premium: row.premium,
    demo: row.demo,
    createdAt: row.created_at,
  };
}

/** The columns of a new auction. */
export function auctionColumns(row: AuctionRow) {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    summary: row.summary,
    description_md: row.descriptionMd,
    terms_md: row.termsMd,
    currency: row.currency,
    exponent: row.exponent,
    zone: row.zone,
    opens_at: row.opensAt,
    first_ends_at: row.firstEndsAt,
    stagger_ms: row.staggerMs,
    ladder: JSON.stringify(row.ladder),
    off_ladder: row.offLadder,
    reserve_mode: row.reserveMode,
    soft_close: JSON.stringify(row.softClose),
    premium: JSON.stringify(row.premium),
    demo: row.demo,
    created_at: row.createdAt,
  };
}
