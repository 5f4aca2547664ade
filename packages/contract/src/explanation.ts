import type { EpochMs, Minor } from './protocol.ts';

/** Why a bidder does not lead a lot, or leads and may still not get it. */
export type ExplanationReason =
  /** No maximum of his was ever taken. */
  | { why: 'no-bid' }
  /** The house voided his bids. */
  | { why: 'voided'; at: EpochMs }
  | { why: 'leads' }
  /** He leads, but below the reserve. */
  | { why: 'reserve' }
  /** `paddle` gave the same maximum before him. */
  | { why: 'earlier'; paddle: number; leaderAt: EpochMs }
  /** The maximum of `paddle` is the price: above his own by less than a step. */
  | { why: 'less-than-step'; paddle: number; stepMinor: Minor }
  /** The maximum of `paddle` is higher, nobody is told by how much. `before`: he led already when this bid came. */
  | { why: 'higher'; paddle: number; leadsSince: EpochMs; before: boolean };

/** Answer of `GET /api/me/lots/:id/explanation`. Private to the person who asks. */
export type LotExplanation = ExplanationReason & {
  lotId: string;
  /** His own best maximum and when the house received it; null where none stands. */
  maxMinor: Minor | null;
  givenAt: EpochMs | null;
  priceMinor: Minor | null;
  /** Absent where the lot has no reserve. */
  reserveMet?: boolean;
};
