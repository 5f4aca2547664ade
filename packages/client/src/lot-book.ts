import { applyLotEvent, LOT_CHANGE_KEYS, type PublicLot, type PublicLotEvent } from '@rostrum/contract';
import type { Counters } from './counters.ts';
import { Listeners } from './listeners.ts';

/** A lot moved. `events` are the ones applied, in order; empty where a whole state was taken. */
export interface LotUpdate {
  lotId: string;
  lot: PublicLot;
  events: readonly PublicLotEvent[];
  cause: 'events' | 'delta' | 'snapshot' | 'prices' | 'poll';
}

/** What a frame did. `gap`: events between are missing. `epoch`: it belongs to another life of the ledger. */
export type Verdict = 'applied' | 'nothing' | 'gap' | 'epoch';

interface Frame {
  lotId: string;
  epoch: string;
  events: readonly PublicLotEvent[];
}

const KEYS = [
  'id',
  'auctionId',
  'number',
  'epoch',
  'version',
  ...LOT_CHANGE_KEYS,
  'checksum',
] as const satisfies readonly (keyof PublicLot)[];

/** The public state without what a catalogue adds to it. */
function publicPart(lot: PublicLot): PublicLot {
  return Object.fromEntries(KEYS.filter((key) => lot[key] !== undefined).map((key) => [key, lot[key]])) as never;
}

/**
 * The states of lots as far as they are known here. Events are applied strictly by version: one that was applied before is
 * dropped, one that does not follow is never applied.
 */
export class LotBook {
  readonly updates = new Listeners<LotUpdate>();
  readonly #lots = new Map<string, PublicLot>();
  readonly #retiredEpochs = new Map<string, Set<string>>();
  readonly #counters: Counters;

  constructor(counters: Counters) {
    this.#counters = counters;
  }

  get(lotId: string): PublicLot | undefined {
    return this.#lots.get(lotId);
  }

  /** Ids of the lots of an auction that are known. */
  lotsOf(auctionId: string): string[] {
    return [...this.#lots.values()].filter((lot) => lot.auctionId === auctionId).map(({ id }) => id);
  }

  /** Takes in a state that the page already had, unless a newer one is known. Nobody is told. */
  seed(lot: PublicLot): void {
    const known = this.#lots.get(lot.id);
    if (!known || (known.epoch === lot.epoch && known.version < lot.version)) this.#lots.set(lot.id, publicPart(lot));
  }

  forget(lotId: string): void {
    this.#lots.delete(lotId);
    this.#retiredEpochs.delete(lotId);
  }

  /** Applies events up to the first hole. */
  apply(frame: Frame, cause: LotUpdate['cause']): Verdict {
    const known = this.#lots.get(frame.lotId);
    if (!known) return 'gap';
    if (known.epoch !== frame.epoch) {
      if (!this.#retiredEpochs.get(known.id)?.has(frame.epoch)) return 'epoch';
      this.#counters.duplicates += frame.events.length;
      return 'nothing';
    }
    let lot = known;
    let hole = false;
    const applied: PublicLotEvent[] = [];
    for (const event of frame.events) {
      if (event.version <= lot.version) {
        this.#counters.duplicates += 1;
        continue;
      }
      hole = event.version > lot.version + 1;
      if (hole) break;
      lot = applyLotEvent(lot, event);
      applied.push(event);
    }
    if (applied.length > 0) this.#set(lot, applied, cause);
    if (hole) return 'gap';
    return applied.length > 0 ? 'applied' : 'nothing';
  }

  /**
   * Takes a whole state. One that was asked for may replace another epoch and a wrong state of the same version; a ticker
   * only what is older. Within an epoch nothing ever goes back.
   */
  replace(lot: PublicLot, cause: 'snapshot' | 'prices' | 'poll'): void {
    const known = this.#lots.get(lot.id);
    const asked = cause !== 'prices';
    const retired = this.#retiredEpochs.get(lot.id);
    if (known?.epoch === lot.epoch) {
      const wrong = asked && known.version === lot.version && known.checksum !== lot.checksum;
      if (known.version < lot.version || wrong) this.#set(publicPart(lot), [], cause);
      return;
    }
    if (known) {
      if (!asked && retired?.has(lot.epoch)) return;
      const old = retired ?? new Set<string>();
      old.add(known.epoch).delete(lot.epoch);
      this.#retiredEpochs.set(lot.id, old);
    }
    this.#set(publicPart(lot), [], cause);
  }

  #set(lot: PublicLot, events: readonly PublicLotEvent[], cause: LotUpdate['cause']): void {
    this.#lots.set(lot.id, lot);
    this.updates.tell({ lotId: lot.id, lot, events, cause });
  }
}
