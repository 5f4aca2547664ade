import type { WireError } from './errors.ts';
import type { EpochMs, Minor } from './protocol.ts';

/** A bid as it is sent over `/lots` and in `POST /api/lots/:id/bids`. */
export interface BidCommand {
  /** UUIDv7 made once for each intent; a retry repeats it. */
  id: string;
  lotId: string;
  maxMinor: Minor;
  /** ISO 4217; refused where it is not the auction's. */
  currency?: string;
  /** Server time after which the bid is dead. */
  notAfter?: EpochMs;
}

/** The one answer to an accepted bid; a retry gets it byte for byte. */
export interface BidReceipt {
  commandId: string;
  lotId: string;
  /** `raised`: the leader raised his own maximum. */
  outcome: 'leading' | 'outbid' | 'raised';
  priceMinor: Minor;
  minimumMinor: Minor;
  /** The bidder's own maximum as it now stands. */
  maxMinor: Minor;
  epoch: string;
  /** The lot's public version after the bid. */
  version: number;
  endsAt: EpochMs;
  /** When the bid reached the house; this is what counts. */
  receivedAt: EpochMs;
  decidedAt: EpochMs;
}

/** Answer to a `bid`, on both ways. */
export type BidAnswer = { ok: true; receipt: BidReceipt } | { ok: false; error: WireError };

/** What became of a command: its answer, or `cancelled` when it never arrived and now never counts. */
export type SettleAnswer = { ok: true; settled: 'answered'; answer: BidAnswer } | { ok: true; settled: 'cancelled' };

/** How a person stands on one lot. Private to that person. */
export interface Standing {
  lotId: string;
  auctionId: string;
  paddle: number | null;
  /** Own highest maximum; null where he only watches. */
  maxMinor: Minor | null;
  state: 'watching' | 'leading' | 'outbid' | 'won' | 'lost';
  /** The lot's public version that this goes with. */
  version: number;
}
