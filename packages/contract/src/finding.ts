import type { Minor } from './protocol.ts';
import type { AuctionSummary, LotSummary, Page } from './rest.ts';

/** How a search may ask a lot to stand; `open` includes those that the house has paused. */
export const FOUND_STATUSES = ['open', 'scheduled', 'sold', 'passed', 'withdrawn'] as const;

export type FoundStatus = (typeof FOUND_STATUSES)[number];

/**
 * How found lots are sorted: what closes next first; by number; the lowest price first, currency by currency; the most
 * bids first.
 */
export const LOT_SORTS = ['number', 'ending', 'price', 'bids'] as const;

export type LotSort = (typeof LOT_SORTS)[number];

/** Characters of a search that the house reads. */
export const SEARCH_MAX = 200;

/** Query of `GET /api/lots` and, without `auction`, of `GET /api/auctions/:slug/lots`. Everything given has to hold. */
export interface LotQuery {
  /** Words that the title, the description, the category or the number begin with. */
  q?: string;
  /** Slug of an auction. */
  auction?: string;
  category?: string;
  status?: FoundStatus;
  /** Bounds of the public price, both included, in minor units of the lot's currency. */
  min?: Minor;
  max?: Minor;
  /** `ending` over all auctions, `number` within one, where it is not given. */
  sort?: LotSort;
  limit?: number;
  cursor?: string;
}

/** How many lots there would be with another choice of one filter, the others left as they are. */
export interface LotFacets {
  /** By name. */
  categories: { category: string; count: number }[];
  statuses: { status: FoundStatus; count: number }[];
  /** Those of the lots on the page are among them. The one that ends last comes first. */
  auctions: (FoundAuction & { count: number })[];
}

/** What a found lot's line says of its auction. */
export type FoundAuction = Pick<AuctionSummary, 'id' | 'slug' | 'title' | 'zone' | 'currency' | 'exponent'>;

/** Lots that fit a query: a page of them, and what there is in all. */
export interface FoundLots extends Page<LotSummary> {
  total: number;
  facets: LotFacets;
}
