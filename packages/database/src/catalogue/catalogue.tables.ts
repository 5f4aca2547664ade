import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Lot } from '@rostrum/domain';
import type { AuctionRow, PictureRow } from './catalogue.types.ts';

interface AuctionsTable {
  id: string;
  slug: string;
  title: string;
  summary: string;
  description_md: string;
  terms_md: string;
  currency: string;
  exponent: number;
  zone: string;
  opens_at: number;
  first_ends_at: number;
  stagger_ms: number;
  ladder: JSONColumnType<AuctionRow['ladder']>;
  off_ladder: AuctionRow['offLadder'];
  reserve_mode: AuctionRow['reserveMode'];
  soft_close: JSONColumnType<AuctionRow['softClose']>;
  premium: JSONColumnType<AuctionRow['premium']>;
  next_paddle: Generated<number>;
  demo: boolean;
  created_at: number;
}

interface PicturesTable {
  hash: string;
  width: number;
  height: number;
  widths: number[];
  alt: string;
  placeholder: string;
  credit: JSONColumnType<NonNullable<PictureRow['credit']>> | null;
}

interface UnusedPicturesTable {
  hash: string;
  since: Generated<Date>;
}

interface LotsTable {
  id: string;
  auction_id: string;
  number: number;
  title: string;
  description_md: string;
  provenance_md: string;
  estimate_low_minor: number | null;
  estimate_high_minor: number | null;
  category: string;
  picture_hashes: string[];
  epoch: string;
  seq: number;
  version: number;
  status: string;
  starts_at: number;
  ends_at: number;
  price_minor: number | null;
  leader_id: string | null;
  leader_max_minor: number | null;
  state: JSONColumnType<Lot>;
}

interface RegistrationsTable {
  auction_id: string;
  person_id: string;
  paddle: number;
  limit_minor: number | null;
  barred: Generated<boolean>;
}

interface WatchedLotsTable {
  person_id: string;
  lot_id: string;
  position: ColumnType<number, never, never>;
}

/** Auctions with their lots and pictures, and who takes part in them. */
export interface CatalogueTables {
  auctions: AuctionsTable;
  pictures: PicturesTable;
  unused_pictures: UnusedPicturesTable;
  lots: LotsTable;
  lot_bidders: { person_id: string; lot_id: string };
  lots_to_read: { lot_id: string };
  registrations: RegistrationsTable;
  watched_lots: WatchedLotsTable;
}
