import type { Lot, LotEvent } from '@rostrum/domain';
import type { LedgerEvent } from '../ledger/ledger.types.ts';
import type { NewDigests, NewMail } from '../mail/mails.types.ts';
import type { NoticeRow } from '../notices/notices.types.ts';

/** What an effect may do in the transaction that moves its cursor. */
export interface ConsumerTx {
  /** Unique on (person, lot, seq, topic): doing it twice does it once. Returns those that are new. */
  addNotices(rows: Omit<NoticeRow, 'seenAt'>[]): Promise<NoticeRow[]>;
  /** Unique on (kind, cause): doing it twice does it once. Answers how many are new. */
  addMails(mails: readonly NewMail[]): Promise<number>;
  /** One for each person who lost a lot, once the auction's last lot is over; nothing before. Answers how many are new. */
  addDigests(digests: NewDigests): Promise<number>;
  /** As they are now, in no order. */
  lots(ids: readonly string[]): Promise<Lot[]>;
  /** Events of a lot up to and with a seq, to learn who led before. */
  eventsOf(lotId: string, upToSeq: number): Promise<LotEvent[]>;
}

/** What a consumer does with a piece of the ledger. It may use nothing of the database but `tx`. */
export type Effect = (events: LedgerEvent[], tx: ConsumerTx) => Promise<void>;
