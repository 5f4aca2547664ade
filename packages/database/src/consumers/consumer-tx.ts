import type { Lot, LotEvent } from '@rostrum/domain';
import { statement } from '../engine/engine.ts';
import type { Session } from '../engine/engine.ts';
import { eventOf } from '../ledger/lot.rows.ts';
import type { EventRow } from '../ledger/lot.rows.ts';
import type { NewDigests, NewMail } from '../mail/mails.types.ts';
import { addDigests, addMails } from '../mail/queue-mails.ts';
import { NOTICE_COLUMNS, NOTICE_RECORD, noticeOf } from '../notices/notice-row.ts';
import type { NoticeRow } from '../notices/notices.types.ts';
import type { ConsumerTx } from './consumers.types.ts';

/** People who are gone get nothing. */
const addNotices = statement(
  'add-notices',
  `INSERT INTO notices (id, person_id, lot_id, seq, topic, at, price_minor, minimum_minor)
   SELECT n.id, n."personId", n."lotId", n.seq, n.topic, n.at, n."priceMinor", n."minimumMinor"
   FROM json_to_recordset($1::json) AS n ${NOTICE_RECORD}
   WHERE EXISTS (SELECT FROM people WHERE people.id = n."personId")
   ON CONFLICT (person_id, lot_id, seq, topic) DO NOTHING
   RETURNING ${NOTICE_COLUMNS}`,
);
const readLots = statement('read-lots', 'SELECT state FROM lots WHERE id = ANY($1::text[])');
const readEventsUpTo = statement(
  'read-events-up-to',
  `SELECT seq, version, at, type, public, secret FROM lot_events WHERE lot_id = $1 AND seq <= $2 ORDER BY seq`,
);

/** What an effect may do, on the transaction's connection. */
export class SessionConsumerTx implements ConsumerTx {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async addNotices(rows: Omit<NoticeRow, 'seenAt'>[]): Promise<NoticeRow[]> {
    if (rows.length === 0) return [];
    return (await this.#session.run<NoticeRow>(addNotices, [JSON.stringify(rows)])).map(noticeOf);
  }

  addMails(mails: readonly NewMail[]): Promise<number> {
    return addMails(this.#session, mails);
  }

  addDigests(digests: NewDigests): Promise<number> {
    return addDigests(this.#session, digests);
  }

  async lots(ids: readonly string[]): Promise<Lot[]> {
    return (await this.#session.run<{ state: Lot }>(readLots, [ids])).map(({ state }) => state);
  }

  async eventsOf(lotId: string, upToSeq: number): Promise<LotEvent[]> {
    return (await this.#session.run<EventRow>(readEventsUpTo, [lotId, upToSeq])).map(eventOf);
  }
}
