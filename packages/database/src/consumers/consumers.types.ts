import type { Lot, LotEvent } from '@rostrum/domain';
import type { WrittenRow } from '../chat/chat.types.ts';
import type { LedgerEvent } from '../ledger/ledger.types.ts';
import type { NewDigests } from '../mail/mails.types.ts';
import type { NewNotice, NoticeRow } from '../notices/notices.types.ts';

/** What an effect may do in the transaction that moves its cursor. */
export interface ConsumerTx {
  /** Unique on (person, lot, seq, topic): doing it twice does it once. Returns those that are new. */
  addNotices(notices: readonly NewNotice[]): Promise<NoticeRow[]>;
  /** One for each person who lost a lot, once the auction's last lot is over; nothing before. Answers how many are new. */
  addDigests(digests: NewDigests): Promise<number>;
  /** Who watches these lots. With a topic only who has no unseen notice of it, so that a busy lot is told of once. */
  watchersOf(lotIds: readonly string[], untold?: string): Promise<Map<string, string[]>>;
  /** As they are now, in no order. */
  lots(ids: readonly string[]): Promise<Lot[]>;
  /** Who has these paddles in an auction; unknown ones are left out. */
  peopleOfPaddles(auctionId: string, paddles: readonly number[]): Promise<string[]>;
  /** Events of a lot up to and with a seq, to learn who led before. */
  eventsOf(lotId: string, upToSeq: number): Promise<LotEvent[]>;
}

/** What a consumer does with a piece of the ledger. It may use nothing of the database but `tx`. */
export type Effect = (events: LedgerEvent[], tx: ConsumerTx) => Promise<void>;

/** What a consumer does with what people have written. It may use nothing of the database but `tx`. */
export type TalkEffect = (written: WrittenRow[], tx: ConsumerTx) => Promise<void>;
