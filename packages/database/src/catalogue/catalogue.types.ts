import type { Ladder, Lot, SoftClose } from '@rostrum/domain';

/** An auction as it is stored. Times are epoch ms, amounts minor units. */
export interface AuctionRow {
  id: string;
  slug: string;
  title: string;
  summary: string;
  descriptionMd: string;
  termsMd: string;
  /** ISO 4217. */
  currency: string;
  exponent: number;
  /** IANA time zone. */
  zone: string;
  opensAt: number;
  firstEndsAt: number;
  staggerMs: number;
  ladder: Ladder;
  offLadder: 'allow' | 'refuse';
  reserveMode: 'hold' | 'jump';
  softClose: SoftClose;
  premium: {
    tiers: { fromMinor: number; rateBp: number }[];
    tax: { rateBp: number; on: 'premium' | 'hammer' | 'both' };
  };
  demo: boolean;
  createdAt: number;
}

/** An auction with what follows from its lots. A paused lot counts as open. */
export interface AuctionListing extends AuctionRow {
  lotCount: number;
  openCount: number;
  scheduledCount: number;
  /** When its last lot closes; null without lots. */
  lastEndsAt: number | null;
  /** First picture of the first lot that has one. */
  coverHash: string | null;
}

/** The words and pictures of a lot: what no rule decides. */
export interface LotEntry {
  title: string;
  descriptionMd: string;
  provenanceMd: string;
  estimateLowMinor: number | null;
  estimateHighMinor: number | null;
  category: string;
  pictureHashes: string[];
}

/** A lot of the catalogue with its state. */
export interface LotListing extends LotEntry {
  lot: Lot;
  epoch: string;
}

/** A lot with its auction and its neighbours by number. */
export interface LotPage extends LotListing {
  auction: AuctionListing;
  previousLotId: string | null;
  nextLotId: string | null;
}

/** What a line about a lot needs. */
export interface LotLabel {
  auctionId: string;
  number: number;
  title: string;
  currency: string;
  /** Minor units are 10^-exponent of the currency. */
  exponent: number;
  auctionSlug: string;
}

/** A picture by the hash of its content. */
export interface PictureRow {
  hash: string;
  width: number;
  height: number;
  widths: number[];
  alt: string;
  placeholder: string;
  credit: { title: string; author: string; licence: string; sourceUrl: string } | null;
}

/** A person's registration for an auction. */
export interface RegistrationRow {
  auctionId: string;
  paddle: number;
  limitMinor: number | null;
  barred: boolean;
}
