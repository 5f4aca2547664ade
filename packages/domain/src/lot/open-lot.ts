import { accept, notNow, Stamps, type LotDecision } from './decision.ts';
import type { Instant, Lot } from './lot.ts';
import type { LotOpened } from './lot.events.ts';
import { changeBy } from './public-state.ts';

/** A scheduled lot opens at `startsAt`, not before. */
export function openLot(lot: Lot, now: Instant): LotDecision {
  if (lot.status !== 'scheduled') return notNow('not-scheduled');
  if (now < lot.startsAt) return notNow('too-early');
  return accept(lotOpened(lot, new Stamps(lot, now)));
}

/** The event that opens a scheduled lot. */
export function lotOpened(lot: Lot, stamps: Stamps): LotOpened {
  return { type: 'LotOpened', ...stamps.open(), public: changeBy(lot, { status: 'open' }), secret: {} };
}
