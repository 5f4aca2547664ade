import type { Lot, LotEvent } from '@rostrum/domain';
import type { LedgerEvent } from './ledger.types.ts';

/** The columns of `lot_events` that make an event. */
export interface EventRow {
  seq: number;
  version: number | null;
  at: number;
  type: string;
  public: object;
  secret: object;
}

/** What was written is read: the table is append-only and only events of the domain enter it. */
export function eventOf({ type, seq, version, at, public: shown, secret }: EventRow): LotEvent {
  return { type, seq, version, at, public: shown, secret } as LotEvent;
}

export function ledgerEventOf(row: EventRow & { lot_id: string; epoch: string }): LedgerEvent {
  return { ...eventOf(row), lotId: row.lot_id, epoch: row.epoch };
}

/** The searched columns of a lot's row, as they follow from its state. */
export function searchedColumns(lot: Lot) {
  return {
    seq: lot.seq,
    version: lot.version,
    status: lot.status,
    starts_at: lot.startsAt,
    ends_at: lot.endsAt,
    price_minor: lot.priceMinor,
    leader_id: lot.leaderId,
    leader_max_minor: lot.standing.find((order) => order.bidderId === lot.leaderId)?.maxMinor ?? null,
  };
}

/** The person whose order an event accepted, or null. */
export function orderedBy(event: LotEvent): string | null {
  return event.type === 'BidPlaced' || event.type === 'MaximumRaised' ? event.secret.bidderId : null;
}
