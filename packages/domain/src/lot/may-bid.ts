import type { Instant, Lot } from './lot.ts';
import type { Bidder, PlaceBid } from './lot.commands.ts';
import type { LotRefusal } from './lot.refusals.ts';
import { isOver } from './standing.ts';

/** Why a bid is refused whatever its amount; null where the amount alone decides. Time first, then the person. */
export function refusalOfBid(lot: Lot, bid: PlaceBid, now: Instant): LotRefusal | null {
  const { receivedAt, notAfter = Infinity, bidder, currency = lot.currency } = bid;
  if (lot.status === 'draft') return { code: 'LOT_UNKNOWN' };
  const late = refusalOfLate(lot, receivedAt, receivedAt <= notAfter);
  if (late !== null) return late;
  if (receivedAt > notAfter || now > notAfter) return { code: 'BID_EXPIRED' };
  if (!isOpenAt(lot, now)) return { code: 'LOT_NOT_OPEN', opensAt: lot.startsAt };
  if (currency !== lot.currency) return { code: 'CURRENCY_MISMATCH' };
  const why = barOf(lot, bidder);
  return why === null ? null : { code: 'MAY_NOT_BID', why };
}

/** A scheduled lot whose time has come is as good as open: its timer may be late, a bid need not wait for it. */
function isOpenAt(lot: Lot, now: Instant): boolean {
  return lot.status === 'open' || (lot.status === 'scheduled' && now >= lot.startsAt);
}

/** R2, R6: on time is what was received before the end, to the millisecond. */
function refusalOfLate(lot: Lot, receivedAt: Instant, alive: boolean): LotRefusal | null {
  // Written so that a broken moment counts as late.
  const inTime = receivedAt < lot.endsAt;
  if (isOver(lot)) {
    const closedAt = lot.closedAt ?? lot.endsAt;
    if (lot.status === 'withdrawn') return { code: 'LOT_CLOSED', closedAt, receivedAt };
    if (inTime && alive) return { code: 'LOT_CLOSED', closedAt, receivedAt, cause: 'house' };
    return { code: 'LOT_CLOSED', closedAt: lot.endsAt, receivedAt };
  }
  // While the clock is stopped nothing is late.
  if (inTime || lot.status === 'paused') return null;
  return { code: 'LOT_CLOSED', closedAt: lot.endsAt, receivedAt };
}

function barOf(lot: Lot, bidder: Bidder): 'staff' | 'consignor' | 'unregistered' | 'barred' | null {
  if (bidder.staff) return 'staff';
  if (bidder.personId === lot.consignorId) return 'consignor';
  if (bidder.barred) return 'barred';
  return bidder.paddle === null ? 'unregistered' : null;
}
