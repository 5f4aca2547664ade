import type { Instant, LotRules, Minor, StandingOrder } from './lot.ts';

/** What the house knows of a bidder when his bid is decided. */
export interface Bidder {
  personId: string;
  /** null: not registered for the auction. */
  paddle: number | null;
  /** Holds a staff or owner role in this house. */
  staff: boolean;
  barred: boolean;
  /** What his limit leaves for this lot, own maximum on it not counted; null: no limit. */
  leftMinor: Minor | null;
}

export interface PlaceBid {
  type: 'PlaceBid';
  bidder: Bidder;
  maxMinor: Minor;
  /** ISO 4217; absent: the auction's. */
  currency?: string;
  receivedAt: Instant;
  notAfter?: Instant;
}

/** The first command of a lot; there is no state before it. */
export interface ScheduleLot {
  type: 'ScheduleLot';
  lotId: string;
  auctionId: string;
  number: number;
  currency: string;
  consignorId: string | null;
  openingMinor: Minor;
  reserveMinor: Minor | null;
  rules: LotRules;
  startsAt: Instant;
  endsAt: Instant;
}

/** `orders` are all orders of the concerned bidders that were accepted and not voided, with their seq; the shell reads them under the lock. */
export interface VoidBids {
  type: 'VoidBids';
  seqs: readonly number[];
  orders: readonly (StandingOrder & { version: number | null })[];
  staffId: string;
}

export type LotCommand =
  | PlaceBid
  | VoidBids
  | { type: 'OpenLot' }
  | { type: 'CloseLot' }
  | { type: 'LowerReserve'; reserveMinor: Minor }
  | { type: 'PauseLot'; reason: 'staff' | 'outage' }
  /** `endsAt`: the new end. */
  | { type: 'ResumeLot'; endsAt: Instant }
  | { type: 'WithdrawLot' }
  /** DESIGN §9: `gapMs` was lost; the end is at least `now + floorMs`. */
  | { type: 'CompensateOutage'; gapMs: number; floorMs: number };
