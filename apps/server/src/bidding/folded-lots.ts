import type { ConsumerTx, LedgerEvent } from '@rostrum/database';
import { evolve, type Lot, type LotEvent } from '@rostrum/domain';

/** Lots that are kept as they stood after the last event that was read; others are folded again from the ledger. */
const KEPT_LOTS = 2_000;

/**
 * Each lot as it stood before and after the events that a consumer reads. What a batch made of a lot is remembered only
 * once the batch was committed.
 */
export class FoldedLots {
  readonly #kept = new Map<string, Lot>();
  #batch = new Map<string, Lot>();

  /** A batch begins; one that was not kept is forgotten. */
  begin(): void {
    this.#batch = new Map();
  }

  /** The lot before and after an event. Events of a lot come in their order. */
  async apply(event: LedgerEvent, tx: Pick<ConsumerTx, 'eventsOf'>): Promise<{ before: Lot | null; after: Lot }> {
    const before = await this.#before(event, tx);
    const after = evolve(before, event);
    this.#batch.set(event.lotId, after);
    return { before, after };
  }

  /** The batch was committed. */
  keep(): void {
    for (const [lotId, lot] of this.#batch) {
      this.#kept.delete(lotId);
      this.#kept.set(lotId, lot);
    }
    this.#batch = new Map();
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_LOTS) return;
      this.#kept.delete(oldest);
    }
  }

  async #before(event: LedgerEvent, tx: Pick<ConsumerTx, 'eventsOf'>): Promise<Lot | null> {
    if (event.seq === 1) return null;
    const known = this.#batch.get(event.lotId) ?? this.#kept.get(event.lotId);
    if (known?.seq === event.seq - 1) return known;
    const events: readonly LotEvent[] = await tx.eventsOf(event.lotId, event.seq - 1);
    return events.reduce<Lot | null>(evolve, null);
  }
}
