import { accept, notNow, Stamps, type LotDecision } from './decision.ts';
import type { Instant, Lot } from './lot.ts';
import { changeBy } from './public-state.ts';
import { isOver } from './standing.ts';

/** The lot is taken out of the sale; nobody wins it. Not after the hammer. */
export function withdrawLot(lot: Lot, now: Instant): LotDecision {
  if (lot.status === 'draft' || isOver(lot)) return notNow('not-open');
  const stamps = new Stamps(lot, now);
  const change = changeBy(lot, { status: 'withdrawn' });
  return accept({ type: 'LotWithdrawn', ...stamps.open(), public: change, secret: {} });
}
