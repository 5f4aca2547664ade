/** Where a lot stands, for those who look for one: a paused lot counts as open. */
export type FoundStatus = 'scheduled' | 'open' | 'sold' | 'passed' | 'withdrawn';

/**
 * `ending`: what closes next first, then what opens next, then what is over, the latest first. `price`: the lowest first,
 * currency by currency; the opening price where nobody has bid. `bids`: the most first.
 */
export type LotOrder = 'ending' | 'number' | 'price' | 'bids';

/** Which lots are wanted; drafts never are. Everything given has to hold. */
export interface LotWish {
  /** Words that title, description, category or number begin with. Without a single word in it nothing is found. */
  text?: string | undefined;
  auctionId?: string | undefined;
  category?: string | undefined;
  status?: FoundStatus | undefined;
  /** Bounds of the public price in minor units of the lot's currency, both included. */
  minMinor?: number | undefined;
  maxMinor?: number | undefined;
}

/** How many lots of one auction, category and status fit a wish. */
export interface LotCount {
  auctionId: string;
  category: string;
  status: FoundStatus;
  count: number;
}
