import type { Ledger } from '@rostrum/database';
import type { LotEvent } from '@rostrum/domain';

const PIECE = 1_000;

/** All events of a lot, hidden ones included, in their order. */
export async function wholeLedger(ledger: Pick<Ledger, 'events'>, lotId: string): Promise<LotEvent[]> {
  const all: LotEvent[] = [];
  for (;;) {
    const piece = await ledger.events(lotId, { afterSeq: all.at(-1)?.seq ?? 0, limit: PIECE });
    all.push(...piece);
    if (piece.length < PIECE) return all;
  }
}
