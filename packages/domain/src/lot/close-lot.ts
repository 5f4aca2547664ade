import { accept, notNow, Stamps, type LotDecision } from './decision.ts';
import type { Instant, Lot } from './lot.ts';
import { changeBy } from './public-state.ts';
import { reserveMet } from './reserve.ts';
import { orderOf } from './standing.ts';

/** A lot is closed no earlier than this after its end, in ms: behind every bid that was received in time (R6). */
export const CLOSING_GRACE_MS = 1_000;

/** The hammer (R6): sold to the leader where there is one and the reserve is met (R3), passed otherwise. Once. */
export function closeLot(lot: Lot, now: Instant): LotDecision {
  if (lot.status !== 'open') return notNow('not-open');
  if (now < lot.endsAt + CLOSING_GRACE_MS) return notNow('too-early');
  const stamps = new Stamps(lot, now);
  const leader = orderOf(lot, lot.leaderId);
  if (leader === null || lot.priceMinor === null || reserveMet(lot) === false) {
    return accept({ type: 'LotPassed', ...stamps.open(), public: changeBy(lot, { status: 'passed' }), secret: {} });
  }
  return accept({
    type: 'LotSold',
    ...stamps.open(),
    public: { ...changeBy(lot, { status: 'sold' }), hammerMinor: lot.priceMinor, paddle: leader.paddle },
    secret: { buyerId: leader.bidderId },
  });
}
