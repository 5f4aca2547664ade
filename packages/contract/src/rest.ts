import type { PublicLot, PublicLotEvent } from './lot.ts';
import type { EpochMs, Minor } from './protocol.ts';

/** A page of a list. */
export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A picture of the house. Its files are `/images/<hash>-<width>.<avif|webp>` for each of `widths`. */
export interface Picture {
  hash: string;
  /** Of the largest file, in pixels. */
  width: number;
  height: number;
  widths: number[];
  alt: string;
  /** A tiny `data:` picture to stand there until the real one came. */
  placeholder: string;
  credit: { title: string; author: string; licence: string; sourceUrl: string } | null;
}

export type AuctionStatus = 'scheduled' | 'open' | 'closed';

/** An auction as lists show it. */
export interface AuctionSummary {
  id: string;
  slug: string;
  title: string;
  /** One sentence, plain text. */
  summary: string;
  status: AuctionStatus;
  /** ISO 4217. */
  currency: string;
  /** Minor units are 10^-exponent of the currency. */
  exponent: number;
  /** IANA time zone of the house for this auction. */
  zone: string;
  opensAt: EpochMs;
  /** When its last lot closes, as things stand now. */
  endsAt: EpochMs;
  lotCount: number;
  cover: Picture | null;
  demo: boolean;
}

/** An auction with its rules. */
export interface AuctionDetail extends AuctionSummary {
  /** Sanitised HTML. */
  descriptionHtml: string;
  /** Sanitised HTML; a bidder accepts it when he registers. */
  termsHtml: string;
  ladder: { fromMinor: Minor; stepMinor: Minor }[];
  softClose: { windowMs: number; extensionMs: number; mode: 'reset' | 'add' };
  /** In basis points: 2400 is 24 %. */
  premiumTiers: { fromMinor: Minor; rateBp: number }[];
  tax: { rateBp: number; on: 'premium' | 'hammer' | 'both' };
}

/** A lot as the catalogue shows it: the public state with what does not move. */
export interface LotSummary extends PublicLot {
  title: string;
  currency: string;
  exponent: number;
  estimateLowMinor: Minor | null;
  estimateHighMinor: Minor | null;
  openingMinor: Minor;
  picture: Picture | null;
}

/** A lot with all that its page needs. */
export interface LotDetail extends LotSummary {
  auction: Pick<AuctionSummary, 'id' | 'slug' | 'title' | 'zone' | 'demo'>;
  descriptionHtml: string;
  provenanceHtml: string;
  pictures: Picture[];
  previousLotId: string | null;
  nextLotId: string | null;
}

/** Answer of `GET /api/lots/:id/events?since=`. */
export interface LotEventsPage extends Page<PublicLotEvent> {
  lotId: string;
  epoch: string;
  version: number;
}

export type Role = 'bidder' | 'staff' | 'owner';

/** The signed-in person, for himself. Answer of `GET /api/me`; `person` is null for a stranger. */
export interface Me {
  person: {
    id: string;
    name: string;
    email: string;
    role: Role;
    approved: boolean;
    /** IANA zone that he chose; null: that of his device. */
    zone: string | null;
    /** ISO 4217: the currency in which he likes to think of prices; null: none. */
    currency: string | null;
  } | null;
  paddles: { auctionId: string; paddle: number; limitMinor: Minor | null }[];
  /** When the session ends. */
  sessionEndsAt: EpochMs | null;
}

/** Answer of `POST /api/auctions/:slug/register`. */
export interface Registration {
  ok: true;
  auctionId: string;
  paddle: number;
}

/** Answer of `GET /api/house`: what every page shows of the house itself. */
export interface House {
  name: string;
  publicUrl: string;
  demo: boolean;
  serverTime: EpochMs;
  protocol: number;
}
