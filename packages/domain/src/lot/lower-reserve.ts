import { isAmount } from '../money/amount.ts';
import { accept, notNow, Stamps, type LotDecision } from './decision.ts';
import type { Instant, Lot, Minor } from './lot.ts';
import { reserveMet } from './reserve.ts';
import { isOver } from './standing.ts';

/**
 * The reserve goes down (R3), never up. With a maximum standing it waits for the next accepted bid, so that nobody wins
 * by surprise; without one it counts at once.
 */
export function lowerReserve(lot: Lot, reserveMinor: Minor, now: Instant): LotDecision {
  if (lot.status === 'draft' || isOver(lot)) return notNow('not-open');
  if (lot.reserve === null) return notNow('no-reserve');
  if (!isAmount(reserveMinor)) return notNow('not-an-amount');
  if (reserveMet(lot) === true) return notNow('reserve-met');
  if (reserveMinor >= (lot.reserve.pendingMinor ?? lot.reserve.effectiveMinor)) return notNow('not-lower');
  const stamps = new Stamps(lot, now);
  return accept({ type: 'ReserveLowered', ...stamps.hidden(), public: {}, secret: { reserveMinor } });
}
