import type { Instant, Lot } from './lot.ts';
import type { LotRefusal } from './lot.refusals.ts';

/** So long after it was received may a bidder ask the house to take a bid back, in ms. */
export const MISTAKE_WINDOW_MS = 5 * 60_000;

/**
 * Why a bid can no longer be asked back (R7); null where it can. The house decides; to ask changes nothing. `NOT_NOW` with
 * `too-late` after the window.
 */
export function refusalOfMistake(
  lot: Pick<Lot, 'status' | 'startsAt' | 'endsAt' | 'closedAt'>,
  bidReceivedAt: Instant,
  askedAt: Instant,
): LotRefusal | null {
  if (lot.status === 'draft' || lot.status === 'scheduled') return { code: 'LOT_NOT_OPEN', opensAt: lot.startsAt };
  if (lot.status !== 'open' && lot.status !== 'paused') {
    return { code: 'LOT_CLOSED', closedAt: lot.closedAt ?? lot.endsAt, receivedAt: askedAt };
  }
  return askedAt > bidReceivedAt + MISTAKE_WINDOW_MS ? { code: 'NOT_NOW', why: 'too-late' } : null;
}
