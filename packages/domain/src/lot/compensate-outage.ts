import { accept, notNow, Stamps, type LotDecision } from './decision.ts';
import type { Instant, Lot } from './lot.ts';
import { lotExtended } from './soft-close.ts';

/** A lot gets lost time back at most this often; then people have to look. */
const OUTAGE_EXTENSIONS_MAX = 2;

/**
 * An open lot gets back the `gapMs` that an outage took, and at least `floorMs` from now. The hard end and the caps of
 * the soft close do not hold here: they limit bidding, not the house's failure.
 */
export function compensateOutage(lot: Lot, gapMs: number, floorMs: number, now: Instant): LotDecision {
  if (lot.status !== 'open') return notNow('not-open');
  if (lot.outageExtensions >= OUTAGE_EXTENSIONS_MAX) return notNow('compensated-twice');
  const endsAt = Math.max(lot.endsAt + gapMs, now + floorMs);
  if (!Number.isSafeInteger(endsAt) || endsAt <= lot.endsAt) return notNow('no-time-lost');
  return accept(lotExtended(lot, 'outage', endsAt, new Stamps(lot, now)));
}
