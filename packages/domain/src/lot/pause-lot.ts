import { accept, notNow, Stamps, type LotDecision } from './decision.ts';
import type { Instant, Lot } from './lot.ts';
import { changeBy } from './public-state.ts';

/** The clock of an open lot is stopped: no bids, no hammer, until it is resumed. */
export function pauseLot(lot: Lot, reason: 'staff' | 'outage', now: Instant): LotDecision {
  if (lot.status !== 'open') return notNow('not-open');
  const stamps = new Stamps(lot, now);
  const change = changeBy(lot, { status: 'paused' });
  return accept({ type: 'LotPaused', ...stamps.open(), public: change, secret: { reason } });
}

/** The clock runs again. The new end lies ahead, and never before the one that pages had promised. */
export function resumeLot(lot: Lot, endsAt: Instant, now: Instant): LotDecision {
  if (lot.status !== 'paused') return notNow('not-paused');
  if (!Number.isSafeInteger(endsAt) || endsAt <= now || endsAt < lot.endsAt) return notNow('end-too-early');
  const stamps = new Stamps(lot, now);
  return accept({
    type: 'LotResumed',
    ...stamps.open(),
    public: changeBy(lot, { status: 'open', endsAt }),
    secret: {},
  });
}
