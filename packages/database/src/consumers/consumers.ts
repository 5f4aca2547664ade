import type { Lot, LotEvent } from '@rostrum/domain';
import type { LedgerEvent } from '../ledger/ledger.types.ts';
import type { NoticeRow } from '../notices/notices.ts';

const unbuilt = (): never => {
  throw new Error('not built yet');
};

/** What an effect may do in the transaction that moves its cursor. */
export interface ConsumerTx {
  /** Unique on (person, lot, seq, topic): doing it twice does it once. Returns those that are new. */
  addNotices(rows: Omit<NoticeRow, 'seenAt'>[]): Promise<NoticeRow[]>;
  lots(ids: readonly string[]): Promise<Lot[]>;
  /** Events of a lot up to and with a seq, to learn who led before. */
  eventsOf(lotId: string, upToSeq: number): Promise<LotEvent[]>;
}

export class Consumers {
  run(name: string, limit: number, effect: (events: LedgerEvent[], tx: ConsumerTx) => Promise<void>): Promise<number> {
    return unbuilt();
  }
}
