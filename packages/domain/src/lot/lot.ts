/** A moment in epoch ms, database time. */
export type Instant = number;
/** An amount in minor units of the lot's currency. */
export type Minor = number;

/** `draft → scheduled → open → sold | passed | withdrawn`; `paused` is an open lot on which the clock was stopped. */
export type LotStatus = 'draft' | 'scheduled' | 'open' | 'paused' | 'sold' | 'passed' | 'withdrawn';

/** Increments by price (R1): a table, one step for all, or a percentage with a floor. */
export type Ladder =
  | { kind: 'table'; steps: readonly { fromMinor: Minor; stepMinor: Minor }[] }
  | { kind: 'flat'; stepMinor: Minor }
  | { kind: 'percentage'; rateBp: number; floorMinor: Minor };

/** R5. `hardEnd` is epoch ms; null where there is none. */
export interface SoftClose {
  windowMs: number;
  extensionMs: number;
  mode: 'reset' | 'add';
  maxExtensions: number | null;
  hardEnd: Instant | null;
}

/** The rules that a lot keeps from the moment it was scheduled. */
export interface LotRules {
  ladder: Ladder;
  /** Whether a maximum between two steps is taken as it is given, or refused (R1). */
  offLadder: 'allow' | 'refuse';
  reserveMode: 'hold' | 'jump';
  softClose: SoftClose;
}

/** A bidder's best standing order (R2). `seq` is that of the event that accepted this maximum. */
export interface StandingOrder {
  bidderId: string;
  paddle: number;
  maxMinor: Minor;
  seq: number;
}

/** R3: a lowered reserve waits for the next accepted bid. */
export interface Reserve {
  effectiveMinor: Minor;
  pendingMinor: Minor | null;
}

/** All that the rules know of a lot: the fold of its events. Holds secrets; never leaves the server. */
export interface Lot {
  id: string;
  auctionId: string;
  number: number;
  /** ISO 4217. */
  currency: string;
  consignorId: string | null;
  openingMinor: Minor;
  rules: LotRules;
  status: LotStatus;
  startsAt: Instant;
  endsAt: Instant;
  /** The end before any extension. */
  scheduledEndsAt: Instant;
  extensions: number;
  outageExtensions: number;
  reserve: Reserve | null;
  /** One per bidder: his best order that stands. */
  standing: readonly StandingOrder[];
  /** Follows from `standing` and `reserve` (R2, R3); null before the first bid. */
  priceMinor: Minor | null;
  leaderId: string | null;
  /** Publicly listed bids, voided ones included. */
  bidCount: number;
  /** When it was sold, passed or withdrawn. */
  closedAt: Instant | null;
  /** Number of the last event, and of the last public one. */
  seq: number;
  version: number;
  /** The moment of the last event; the next one is never before it. */
  lastAt: Instant;
}
