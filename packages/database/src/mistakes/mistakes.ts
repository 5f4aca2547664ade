import { statement } from '../engine/engine.ts';
import type { Engine } from '../engine/engine.ts';
import { addNotices } from '../notices/add-notices.ts';
import type { MistakeAnswer, MistakeRow } from './mistakes.types.ts';

const answerMistake = statement(
  'answer-mistake',
  `UPDATE mistakes SET state = $2::text, answer = $3::text, answered_at = $4::bigint, answered_by = $5::text
   WHERE id = $1 AND state = 'waiting' RETURNING person_id AS "personId", lot_id AS "lotId", seq`,
);

const COLUMNS = [
  'id',
  'person_id as personId',
  'lot_id as lotId',
  'seq',
  'note',
  'asked_at as askedAt',
  'state',
  'answer',
  'answered_at as answeredAt',
] as const;

/** Bids that their bidders asked the house to take back. */
export class Mistakes {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  get #db() {
    return this.#engine.kysely;
  }

  /** Keeps a request, once for each bid: answers the one that is kept, which may be an earlier one. */
  async ask(row: Pick<MistakeRow, 'id' | 'personId' | 'lotId' | 'seq' | 'note' | 'askedAt'>): Promise<MistakeRow> {
    const { id, personId, lotId, seq, note, askedAt } = row;
    await this.#db
      .insertInto('mistakes')
      .values({ id, person_id: personId, lot_id: lotId, seq, note, asked_at: askedAt })
      .onConflict((conflict) => conflict.columns(['person_id', 'lot_id', 'seq']).doNothing())
      .execute();
    return this.#db
      .selectFrom('mistakes')
      .select(COLUMNS)
      .where('person_id', '=', personId)
      .where('lot_id', '=', lotId)
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow();
  }

  /** A person's requests on one lot, the newest first. */
  async of(personId: string, lotId: string): Promise<MistakeRow[]> {
    return this.#db
      .selectFrom('mistakes')
      .select(COLUMNS)
      .where('person_id', '=', personId)
      .where('lot_id', '=', lotId)
      .orderBy('asked_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
  }

  async byId(id: string): Promise<MistakeRow | null> {
    const row = await this.#db.selectFrom('mistakes').select(COLUMNS).where('id', '=', id).executeTakeFirst();
    return row ?? null;
  }

  /** Those that wait, the oldest first, or the last that were answered, the newest first. */
  async list(waiting: boolean, limit: number): Promise<MistakeRow[]> {
    const rows = this.#db.selectFrom('mistakes').select(COLUMNS).limit(limit);
    return waiting
      ? rows.where('state', '=', 'waiting').orderBy('asked_at').orderBy('id').execute()
      : rows.where('state', '<>', 'waiting').orderBy('answered_at', 'desc').execute();
  }

  /**
   * Answers a request that still waits; false where somebody was quicker. With `noticeId` its bidder is told that it was
   * declined, in the same transaction; of a bid that was voided the ledger tells him.
   */
  answer(id: string, { state, answer, answeredAt, answeredBy, noticeId }: MistakeAnswer): Promise<boolean> {
    return this.#engine.transaction(async (session) => {
      const values = [id, state, answer, answeredAt, answeredBy];
      const [row] = await session.run<Pick<MistakeRow, 'personId' | 'lotId' | 'seq'>>(answerMistake, values);
      if (row && noticeId !== null) {
        const money = { priceMinor: null, minimumMinor: null };
        await addNotices(session, [{ id: noticeId, ...row, topic: state, at: answeredAt, ...money }]);
      }
      return row !== undefined;
    });
  }
}
