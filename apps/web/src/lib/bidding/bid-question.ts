import type { Minor } from '@rostrum/contract';

/** A maximum this many times the next bid is more likely a slip than a plan. */
const DEAR_TIMES = 5;
const LARGE_TIMES = 2;

/** Why a bidder is asked before his bid is sent; the strongest reason that there is. */
export type Doubt =
  | { why: 'dear'; times: number; minimumMinor: Minor }
  | { why: 'estimate'; highMinor: Minor }
  | { why: 'large'; minimumMinor: Minor };

/** What a maximum is measured by. */
export interface Measures {
  /** The next bid; null where there is none. */
  minimumMinor: Minor | null;
  /** The house's high estimate. */
  highMinor: Minor | null;
}

/**
 * Whether a maximum may be a slip of the finger. Once the next bid itself is above the estimate, the estimate says nothing
 * about a slip any more.
 */
export function doubtOf(maxMinor: Minor, { minimumMinor, highMinor }: Measures): Doubt | null {
  if (minimumMinor !== null && maxMinor >= DEAR_TIMES * minimumMinor) {
    return { why: 'dear', times: Math.floor(maxMinor / minimumMinor), minimumMinor };
  }
  if (highMinor !== null && maxMinor > highMinor && (minimumMinor ?? 0) <= highMinor) {
    return { why: 'estimate', highMinor };
  }
  if (minimumMinor !== null && maxMinor > LARGE_TIMES * minimumMinor) return { why: 'large', minimumMinor };
  return null;
}
