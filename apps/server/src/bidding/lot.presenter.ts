import { checksumOf, type PublicLot, type PublicLotEvent } from '@rostrum/contract';
import { publicStateOf, visibleTo, type Lot, type LotEvent } from '@rostrum/domain';

/** What everybody may see of an event; null for one that the public is never told of. */
export function presentEvent(event: LotEvent): PublicLotEvent | null {
  return visibleTo(event, { kind: 'public' }) as PublicLotEvent | null;
}

/** What everybody may see of a lot. Not for drafts, which nobody may see. */
export function presentLot(lot: Lot, epoch: string): PublicLot {
  const state = { ...publicStateOf(lot), epoch };
  return { ...state, checksum: checksumOf(state) };
}
