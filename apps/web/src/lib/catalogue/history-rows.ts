import type { EpochMs, Minor, PublicLotEvent } from '@rostrum/contract';

/** A line of a lot's history: a bid, or something that the house did. */
export type HistoryRow =
  | { kind: 'bid'; version: number; at: EpochMs; paddle: number; amountMinor: Minor; voided: boolean }
  | {
      kind: 'note';
      version: number;
      at: EpochMs;
      event: Exclude<PublicLotEvent, { type: 'BidPlaced' | 'BidsVoided' }>;
    };

/** The history as it is read: newest first, with bids that no longer count marked as such. */
export function historyRows(events: readonly PublicLotEvent[]): HistoryRow[] {
  const voided = new Set(events.flatMap((event) => (event.type === 'BidsVoided' ? event.voidedVersions : [])));
  const rows = events.flatMap((event): HistoryRow[] => {
    const { version, at } = event;
    if (event.type === 'BidPlaced') {
      const { paddle, amountMinor } = event;
      return [{ kind: 'bid', version, at, paddle, amountMinor, voided: voided.has(version) }];
    }
    return event.type === 'BidsVoided' || event.type === 'LotScheduled' ? [] : [{ kind: 'note', version, at, event }];
  });
  return rows.toReversed();
}
