import type { Lot, LotEvent } from '@rostrum/domain';
import { peopleOfPaddles } from '../chat/paddles.ts';
import { statement } from '../engine/engine.ts';
import type { Session } from '../engine/engine.ts';
import { eventOf } from '../ledger/lot.rows.ts';
import type { EventRow } from '../ledger/lot.rows.ts';
import type { NewDigests } from '../mail/mails.types.ts';
import { addDigests } from '../mail/queue-mails.ts';
import { addNotices } from '../notices/add-notices.ts';
import type { NewNotice, NoticeRow } from '../notices/notices.types.ts';
import type { ConsumerTx } from './consumers.types.ts';

const readWatchersOf = statement(
  'read-watchers-of',
  `SELECT w.lot_id AS "lotId", array_agg(w.person_id ORDER BY w.person_id) AS "personIds" FROM watched_lots w
   WHERE w.lot_id = ANY($1::text[]) AND NOT EXISTS (SELECT FROM notices n WHERE n.lot_id = w.lot_id
     AND n.topic = $2::text AND n.person_id = w.person_id AND n.seen_at IS NULL)
   GROUP BY w.lot_id`,
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

  addNotices(notices: readonly NewNotice[]): Promise<NoticeRow[]> {
    return addNotices(this.#session, notices);
  }

  addDigests(digests: NewDigests): Promise<number> {
    return addDigests(this.#session, digests);
  }

  peopleOfPaddles(auctionId: string, paddles: readonly number[]): Promise<string[]> {
    return peopleOfPaddles(this.#session, auctionId, paddles);
  }

  async watchersOf(lotIds: readonly string[], untold?: string): Promise<Map<string, string[]>> {
    if (lotIds.length === 0) return new Map();
    const rows = await this.#session.run<{ lotId: string; personIds: string[] }>(readWatchersOf, [
      lotIds,
      untold ?? null,
    ]);
    return new Map(rows.map(({ lotId, personIds }) => [lotId, personIds]));
  }

  async lots(ids: readonly string[]): Promise<Lot[]> {
    return (await this.#session.run<{ state: Lot }>(readLots, [ids])).map(({ state }) => state);
  }

  async eventsOf(lotId: string, upToSeq: number): Promise<LotEvent[]> {
    return (await this.#session.run<EventRow>(readEventsUpTo, [lotId, upToSeq])).map(eventOf);
  }
}
