import type { Standing } from './bid.ts';
import type { Minor } from './protocol.ts';
import type { AuctionSummary, LotSummary } from './rest.ts';

/** A person watches at most this many lots. */
export const WATCHED_MAX = 500;

/** Answer of `GET /api/me/watch`: ids of the lots that the person watches, the latest first. */
export interface WatchedLots {
  items: string[];
}

/** Answer of `PUT` and `DELETE /api/me/watch/:lotId`. */
export interface WatchChanged {
  ok: true;
  lotId: string;
  watching: boolean;
}

/** A lot that concerns a person: he has bid on it, or he watches it. */
export interface OwnLot {
  lot: LotSummary;
  standing: Standing;
  watched: boolean;
}

/** An auction that concerns a person; `paddle` is null where he has not registered. */
export type OwnAuction = Pick<
  AuctionSummary,
  'id' | 'slug' | 'title' | 'zone' | 'status' | 'currency' | 'exponent' | 'opensAt' | 'endsAt'
> & {
  paddle: number | null;
  /** What he may owe at most; null: no limit. */
  limitMinor: Minor | null;
};

/**
 * Answer of `GET /api/me/lots`: lots that still move first, by their end; then those that are over, the latest first.
 * With the auctions of them all, and those that he is registered for.
 */
export interface OwnLots {
  lots: OwnLot[];
  auctions: OwnAuction[];
}
