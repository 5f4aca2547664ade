/** Number of the wire protocol; a client that speaks another one reloads its page. */
export const PROTOCOL_VERSION = 1;

/** The largest amount that the house takes, in minor units (RULES W10). */
export const MAX_AMOUNT_MINOR = 9_000_000_000_000;

/** A `watch` may name at most this many lots. */
export const WATCH_LOTS_MAX = 200;
/** A `watch` may name at most this many auctions. */
export const WATCH_AUCTIONS_MAX = 20;
/** Largest frame in either direction that a client sends, in bytes. */
export const FRAME_BYTES_MAX = 32 * 1024;
/** A report of what was missed counts no more than this of each kind. */
export const MISSED_MAX = 100;
/** The server says where it stands this often, in ms. */
export const HEARTBEAT_MS = 2_000;
/** Without a heartbeat for this long the page says that its data may be late, in ms. */
export const LATE_AFTER_MS = 5_000;
/** A client stamps its bids to be dead after this long, in ms of server time. */
export const BID_LIFETIME_MS = 10_000;
/** Every command is answered within this time, in ms. */
export const ANSWER_WITHIN_MS = 10_000;

/** A moment: milliseconds since 1970-01-01T00:00Z, by the server's clock. */
export type EpochMs = number;
/** An amount of money in minor units of its currency (cents for USD, yen for JPY). */
export type Minor = number;

/** The node is going away: come back within `spreadMs`, at a moment of chance. */
export interface Draining {
  spreadMs: number;
}
