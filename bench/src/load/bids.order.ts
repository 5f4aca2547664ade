/** Somebody who bids: known to a house by his cookie, to a peer by what he says he is. */
export interface LoadBidder {
  paddle: number;
  cookie?: string;
  personId?: string;
}

/**
 * What the load generator is to do on one lot. Every bidder sends a bid, waits for the answer and sends the next.
 * `counter`: each bid is the next step of one counter for all. `screen`: each bids what his own screen calls the minimum.
 */
export interface BidsOrder {
  url: string;
  lotId: string;
  bidders: LoadBidder[];
  watchers: number;
  mode: 'counter' | 'screen';
  ms: number;
}

/** A bid that was accepted, as its answer said. */
export interface AcceptedBid {
  paddle: number;
  maxMinor: number;
}

/** What the load generator saw. Times in ms. */
export interface BidsSeen {
  accepted: AcceptedBid[];
  refused: Record<string, number>;
  tookMs: number;
  acks: number[];
  /** From the sending of a bid to its event at a watcher. */
  broadcasts: number[];
  /** Events that sampled watchers missed or saw twice. */
  gaps: number;
}
