import { ANSWER_WITHIN_MS, LATE_AFTER_MS } from '@rostrum/contract';

/** Every duration that the client waits for, in ms unless the name says otherwise. Specs shorten them. */
export interface Timing {
  /** Probes of the server's clock after each connect. */
  probeCount: number;
  probeGapMs: number;
  probeEveryMs: number;
  /** Without a heartbeat for this long the data may be late. */
  lateAfterMs: number;
  /** How often lateness is looked at. */
  lateCheckMs: number;
  /** An attempt to connect that takes longer has failed. */
  connectWithinMs: number;
  /** Polling begins after this many failed attempts, or after `pollAfterMs` (up to twice that) without a connection. */
  pollAfterFailures: number;
  pollAfterMs: number;
  pollEveryMs: number;
  /** The first try after a lone drop comes within this. */
  firstTryMs: number;
  backoffBaseMs: number;
  backoffMaxMs: number;
  /** An answer that takes longer is taken as lost. */
  answerWithinMs: number;
  /** A head that is ahead gets this long for its frames to arrive before anything is asked. */
  headGraceMs: number;
  /** The same for lots that are watched through their auction, whose prices come at most five times a second. */
  auctionGraceMs: number;
  /** A bid is sent again by itself only this long after it was made. */
  resendWithinMs: number;
  resendGapMs: number;
  /** Waits before each question what became of a bid. */
  settleWaitsMs: readonly number[];
}

/** The durations that browsers use. */
export const TIMING: Timing = {
  probeCount: 5,
  probeGapMs: 200,
  probeEveryMs: 60_000,
  lateAfterMs: LATE_AFTER_MS,
  lateCheckMs: 500,
  connectWithinMs: 5_000,
  pollAfterFailures: 3,
  pollAfterMs: 6_000,
  pollEveryMs: 3_000,
  firstTryMs: 250,
  backoffBaseMs: 500,
  // Pages that poll meanwhile ask more often than this; a house that was restarted has everybody back within ten seconds.
  backoffMaxMs: 6_000,
  answerWithinMs: ANSWER_WITHIN_MS + 1_000,
  headGraceMs: 150,
  auctionGraceMs: 600,
  resendWithinMs: 5_000,
  resendGapMs: 400,
  settleWaitsMs: [0, 500, 1_000, 2_000, 4_000, 8_000],
};

/** Resolves after `ms`. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
