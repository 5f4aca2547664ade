import type { PublicLotEvent } from '@rostrum/contract';

/** By how much late bids have moved a lot's end in all, in ms; null where the known history does not tell. */
export function extendedBy(events: readonly PublicLotEvent[]): number | null {
  const moves = events.filter((event) => event.type === 'LotExtended');
  const total = moves.reduce((sum, event) => sum + ((event.endsAt ?? event.previousEndsAt) - event.previousEndsAt), 0);
  return total > 0 ? total : null;
}
