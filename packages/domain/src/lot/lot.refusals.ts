import type { Instant, Minor } from './lot.ts';

/** Why a command was refused: a closed list, with what a page needs to word it. The codes are those of the wire. */
export type LotRefusal =
  | { code: 'BID_TOO_LOW'; minimumMinor: Minor }
  | { code: 'LOT_UNKNOWN' }
  | { code: 'LOT_NOT_OPEN'; opensAt: Instant }
  /** `cause: 'house'`: received in time, decided after the hammer. */
  | { code: 'LOT_CLOSED'; closedAt: Instant; receivedAt: Instant; cause?: 'house' }
  | { code: 'MAY_NOT_BID'; why: 'staff' | 'consignor' | 'unregistered' | 'barred' }
  | { code: 'LIMIT_EXCEEDED'; leftMinor: Minor }
  | { code: 'CURRENCY_MISMATCH' }
  | { code: 'BID_EXPIRED' }
  /** A house command that makes no sense now; never a bidder's. */
  | { code: 'NOT_NOW'; why: string };

/** The answer of `decide`: events, or a reason. Both plain values. */
export type Decision<Event, Refusal> =
  { accepted: true; events: readonly Event[] } | { accepted: false; reason: Refusal };
