import { sql } from 'kysely';
import type { Lot } from '@rostrum/domain';
import type { Engine } from '../engine/engine.ts';
import { statement } from '../engine/engine.ts';
import { addNotices } from '../notices/add-notices.ts';
import type { NewNotice } from '../notices/notices.types.ts';

/** Who marks a lot first tells its watchers; another node waits for him and then finds it marked. */
const markClosing = statement(
  'mark-closing',
  `INSERT INTO closing_told (lot_id, at)
   SELECT id, $1::bigint FROM lots
   WHERE status = 'open' AND ends_at > $1::bigint AND ends_at <= $2::bigint
     AND NOT EXISTS (SELECT FROM closing_told WHERE lot_id = lots.id)
   ORDER BY id LIMIT $3
   ON CONFLICT (lot_id) DO NOTHING RETURNING lot_id AS "lotId"`,
);
const readWatchers = statement(
  'read-watchers',
  `SELECT lots.state, array_agg(person_id ORDER BY person_id) AS "personIds"
   FROM watched_lots JOIN lots ON lots.id = lot_id WHERE lot_id = ANY($1::text[]) GROUP BY lots.id`,
);

/** A lot that closes soon, and who watches it. */
export interface ClosingLot {
  lot: Lot;
  personIds: string[];
}

/** The lots that people watch without having to bid. */
export class WatchLists {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Watches a lot, once. `full`: the person watches `atMost` lots already. Whether there is such a lot is not asked. */
  async add(personId: string, lotId: string, atMost: number): Promise<'done' | 'full'> {
    const { rows } = await sql<{ done: boolean }>`
      WITH others AS (
        SELECT count(*) FILTER (WHERE lot_id <> ${lotId}) AS count FROM watched_lots WHERE person_id = ${personId}
      ), added AS (
        INSERT INTO watched_lots (person_id, lot_id)
        SELECT ${personId}, ${lotId} FROM others WHERE count < ${atMost}::bigint
        ON CONFLICT (person_id, lot_id) DO NOTHING
      )
      SELECT count < ${atMost}::bigint AS done FROM others`.execute(this.#engine.kysely);
    return rows[0]?.done ? 'done' : 'full';
  }

  /** Watches it no more. */
  async remove(personId: string, lotId: string): Promise<void> {
    await this.#engine.kysely
      .deleteFrom('watched_lots')
      .where('person_id', '=', personId)
      .where('lot_id', '=', lotId)
      .execute();
  }

  /** The lots that a person watches, the latest first. */
  async of(personId: string): Promise<string[]> {
    const rows = await this.#engine.kysely
      .selectFrom('watched_lots')
      .select('lot_id')
      .where('person_id', '=', personId)
      .orderBy('position', 'desc')
      .execute();
    return rows.map((row) => row.lot_id);
  }

  /**
   * Takes the open lots that close after `now` and up to `until` and were not taken before, at most `limit`, and writes
   * what `tell` makes of each: in one transaction, so that each lot is taken once in its life, whichever nodes try and
   * whenever one dies. Answers how many lots were taken, and how many notices were written.
   */
  takeClosing(
    { now, until, limit }: { now: number; until: number; limit: number },
    tell: (closing: ClosingLot) => NewNotice[],
  ): Promise<{ lots: number; notices: number }> {
    return this.#engine.transaction(async (session) => {
      const taken = await session.run<{ lotId: string }>(markClosing, [now, until, limit]);
      if (taken.length === 0) return { lots: 0, notices: 0 };
      const watched = await session.run<{ state: Lot; personIds: string[] }>(readWatchers, [
        taken.map(({ lotId }) => lotId),
      ]);
      const rows = watched.flatMap(({ state, personIds }) => tell({ lot: state, personIds }));
      const written = await addNotices(session, rows);
      return { lots: taken.length, notices: written.length };
    });
  }
}
