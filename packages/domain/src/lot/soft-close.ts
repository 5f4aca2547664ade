import type { Stamps } from './decision.ts';
import type { Instant, Lot } from './lot.ts';
import type { LotExtended } from './lot.events.ts';
import { changeBy } from './public-state.ts';

/** The end after something at `t` that changed price or leader (R5); the same end where nothing is to move. */
export function softCloseEnd(lot: Lot, t: Instant): Instant {
  const { windowMs, extensionMs, mode, maxExtensions, hardEnd } = lot.rules.softClose;
  if (lot.endsAt - t > windowMs || t >= lot.endsAt) return lot.endsAt;
  if (maxExtensions !== null && lot.extensions >= maxExtensions) return lot.endsAt;
  const wanted = mode === 'add' ? lot.endsAt + extensionMs : t + extensionMs;
  return Math.max(lot.endsAt, hardEnd === null ? wanted : Math.min(wanted, hardEnd));
}

/** The extension that a bid or a void at `t` brings with it; null where the end stays. `t` is when it was received. */
export function extensionAfter(lot: Lot, reason: 'bid' | 'void', t: Instant, stamps: Stamps): LotExtended | null {
  const endsAt = softCloseEnd(lot, t);
  return endsAt > lot.endsAt ? lotExtended(lot, reason, endsAt, stamps) : null;
}

/** The event that moves a lot's end. */
export function lotExtended(
  lot: Lot,
  reason: LotExtended['public']['reason'],
  endsAt: Instant,
  stamps: Stamps,
): LotExtended {
  const change = changeBy(lot, { endsAt, extensions: lot.extensions + 1 });
  return {
    type: 'LotExtended',
    ...stamps.open(),
    public: { ...change, reason, previousEndsAt: lot.endsAt },
    secret: {},
  };
}
