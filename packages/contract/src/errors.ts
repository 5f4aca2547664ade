import type { EpochMs, Minor } from './protocol.ts';
import type { PictureFault } from './staff.ts';

/** Why somebody may not bid on a lot. */
export type MayNotBidWhy = 'staff' | 'consignor' | 'unregistered' | 'barred' | 'unverified';

/** Why somebody may not write, or may not change a message. `late`: the time for it is over, or it was removed. */
export type MayNotWriteWhy = 'closed' | 'muted' | 'unapproved' | 'late';

/** What each code carries beside `code` and `message`. One closed list for sockets and HTTP (DESIGN §7). */
export interface ErrorData {
  /** `path` names the field that is wrong, '' for the whole message; `fault` says why a picture was not taken. */
  BAD_REQUEST: { path: string; fault?: PictureFault };
  UNAUTHENTICATED: object;
  FORBIDDEN: object;
  RATE_LIMITED: { retryAfterMs: number };
  BUSY: object;
  BID_TOO_LOW: { minimumMinor: Minor };
  LOT_UNKNOWN: object;
  LOT_NOT_OPEN: { opensAt: EpochMs };
  /** `cause: 'house'` when the bid came in time and the house decided it too late. */
  LOT_CLOSED: { closedAt: EpochMs; receivedAt: EpochMs; cause?: 'house' };
  MAY_NOT_BID: { why: MayNotBidWhy };
  /** `until`: when a muting ends; null for what does not end by itself. */
  MAY_NOT_WRITE: { why: MayNotWriteWhy; until: EpochMs | null };
  LIMIT_EXCEEDED: { leftMinor: Minor };
  CURRENCY_MISMATCH: object;
  BID_EXPIRED: object;
  IDEMPOTENCY_MISMATCH: object;
  OUTCOME_UNKNOWN: object;
  INTERNAL: { errorId: string };
  NOT_FOUND: object;
}

/** One of the codes that a client acts on; the text beside it is for people. */
export type ErrorCode = keyof ErrorData;

/** An error as it crosses the wire. `message` is English and for people; programs read `code`. */
export type WireError = { [C in ErrorCode]: { code: C; message: string } & ErrorData[C] }[ErrorCode];

/** The HTTP status that goes with each code in problem+json (RFC 9457). */
export const HTTP_STATUS: Readonly<Record<ErrorCode, number>> = {
  BAD_REQUEST: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  BUSY: 503,
  BID_TOO_LOW: 422,
  LOT_UNKNOWN: 404,
  LOT_NOT_OPEN: 409,
  LOT_CLOSED: 409,
  MAY_NOT_BID: 403,
  MAY_NOT_WRITE: 403,
  LIMIT_EXCEEDED: 422,
  CURRENCY_MISMATCH: 422,
  BID_EXPIRED: 409,
  IDEMPOTENCY_MISMATCH: 422,
  OUTCOME_UNKNOWN: 504,
  INTERNAL: 500,
  NOT_FOUND: 404,
};

/** RFC 9457 body: the wire error with the standard members beside it. */
export type Problem = WireError & { type: string; title: string; status: number };
