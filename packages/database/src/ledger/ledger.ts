import type { Lot, LotEvent } from '@rostrum/domain';
import type { LotEntry } from '../catalogue/catalogue.types.ts';
import type {
  BatchCommand,
  BatchResult,
  Decide,
  LedgerCursor,
  LedgerEvent,
  LotRecord,
  Settled,
  Verified,
} from './ledger.types.ts';

const unbuilt = (): never => {
  throw new Error('not built yet');
};

export class Ledger {
  transact(lotId: string, batch: readonly BatchCommand[], decide: Decide): Promise<BatchResult> {
    return unbuilt();
  }
  create(lot: Lot, events: readonly LotEvent[], entry: LotEntry): Promise<void> {
    return unbuilt();
  }
  read(lotIds: readonly string[]): Promise<LotRecord[]> {
    return unbuilt();
  }
  events(lotId: string, options: { afterSeq?: number; afterVersion?: number; limit: number }): Promise<LotEvent[]> {
    return unbuilt();
  }
  tail(cursor: LedgerCursor | null, limit: number): Promise<{ events: LedgerEvent[]; cursor: LedgerCursor }> {
    return unbuilt();
  }
  latestPublic(n: number): Promise<LedgerEvent[]> {
    return unbuilt();
  }
  settle(personId: string, commandId: string): Promise<Settled> {
    return unbuilt();
  }
  receipts(personId: string, ids: readonly string[]): Promise<Map<string, string>> {
    return unbuilt();
  }
  due(before: number): Promise<{ lotId: string; status: string; startsAt: number; endsAt: number }[]> {
    return unbuilt();
  }
  openEndingBefore(t: number): Promise<{ lotId: string; endsAt: number }[]> {
    return unbuilt();
  }
  renewEpochs(): Promise<void> {
    return unbuilt();
  }
  lotsOf(personId: string): Promise<LotRecord[]> {
    return unbuilt();
  }
  forgetCommands(before: number): Promise<number> {
    return unbuilt();
  }
  verify(): AsyncIterable<Verified> {
    return unbuilt();
  }
}
