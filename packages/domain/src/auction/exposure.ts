import type { Lot, Minor } from '../lot/lot.ts';
import { isOver, orderOf } from '../lot/standing.ts';

/** What a person may have to pay as things stand: own maxima on lots that he leads, and hammer prices of lots won. */
export function exposureOf(lots: Iterable<Lot>, personId: string, exceptLotId: string | null = null): Minor {
  let sum = 0;
  for (const lot of lots) {
    if (lot.id === exceptLotId || lot.leaderId !== personId) continue;
    if (lot.status === 'sold') sum += lot.priceMinor ?? 0;
    else if (!isOver(lot)) sum += orderOf(lot, personId)?.maxMinor ?? 0;
  }
  return sum;
}

/** What a limit leaves for a lot, own maximum on it not counted; may be negative where a limit was lowered. */
export function leftOfLimit(limitMinor: Minor, lots: Iterable<Lot>, personId: string, lotId: string): Minor {
  return limitMinor - exposureOf(lots, personId, lotId);
}
