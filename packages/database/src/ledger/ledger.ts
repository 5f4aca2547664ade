import { randomBytes } from 'node:crypto';
import type { Lot, LotEvent } from '@rostrum/domain';
import { sql } from 'kysely';
import type { LotEntry } from '../catalogue/catalogue.types.ts';
import { entryColumns } from '../catalogue/lot-entry.ts';
import type { Engine } from '../engine/engine.ts';
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
import { addLot, readEvents, readLatestPublic, readPublicEvents } from './ledger.statements.ts';
import { eventOf, ledgerEventOf, searchedColumns } from './lot.rows.ts';
import type { EventRow } from './lot.rows.ts';
import { settle } from './settle.ts';
import { endOfLedger, readTailAfter, readTailHeadsAfter } from './tail.ts';
import type { TailHeads, TailPiece } from './tail.ts';
import { transact } from './transact.ts';
import { verifyLots } from './verify.ts';
import { sendEvents } from './write-batch.ts';

const FORGET_AT_ONCE = 10_000;

/** The ledgers of all lots with their snapshots, and the receipts of commands (DESIGN §5). */
export class Ledger {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Decides a batch of commands on one lot in one transaction: limits, lot, clock, stored receipts; then `decide` for
   * the fresh ones; then events, snapshot, receipts, COMMIT. Answers come in the order of the batch. `decide` may run
   * again where another transaction came between.
   *
   * Throws LotUnknown, LockTimeout, and OutcomeUnknown where the answer to COMMIT was lost and could not be learnt.
   * Any other error says that nothing happened.
   */
  transact(lotId: string, batch: readonly BatchCommand[], decide: Decide): Promise<BatchResult> {
    return transact(this.#engine, lotId, batch, decide);
  }

  /** Inserts a lot with its first events (LotScheduled …) and its place in the catalogue, under a new epoch. */
  async create(lot: Lot, events: readonly LotEvent[], entry: LotEntry): Promise<void> {
    const row = {
      id: lot.id,
      auction_id: lot.auctionId,
      number: lot.number,
      ...entryColumns(entry),
      epoch: randomBytes(4).toString('hex'),
      ...searchedColumns(lot),
      state: lot,
    };
    await this.#engine.transaction(async (session) => {
      await session.run(addLot, [JSON.stringify(row)]);
      await sendEvents(session, lot.id, events, []);
    });
  }

  /** Lots with their epochs, in no order. Unknown ids are left out. */
  async read(lotIds: readonly string[]): Promise<LotRecord[]> {
    if (lotIds.length === 0) return [];
    return (
      await this.#engine.kysely.selectFrom('lots').select(['state', 'epoch']).where('id', 'in', lotIds).execute()
    ).map(({ state, epoch }) => ({ lot: state, epoch }));
  }

  /** Which of these lots there are. */
  async existing(lotIds: readonly string[]): Promise<Set<string>> {
    if (lotIds.length === 0) return new Set();
    const rows = await this.#engine.kysely.selectFrom('lots').select('id').where('id', 'in', lotIds).execute();
    return new Set(rows.map(({ id }) => id));
  }

  /** A lot's events by seq; `afterVersion` leaves out what the public is never told of. */
  events(lotId: string, options: { afterSeq?: number; afterVersion?: number; limit: number }): Promise<LotEvent[]> {
    const { afterSeq, afterVersion, limit } = options;
    return this.#engine.transaction(async (session) => {
      const rows =
        afterVersion === undefined
          ? session.run<EventRow>(readEvents, [lotId, afterSeq ?? 0, limit])
          : session.run<EventRow>(readPublicEvents, [lotId, afterVersion, limit]);
      return (await rows).map(eventOf).filter((event) => event.seq > (afterSeq ?? 0));
    });
  }

  /** Settled events of all lots after a cursor, each once. Cursor null: nothing yet, and the cursor of now. */
  tail(cursor: LedgerCursor | null, limit: number): Promise<TailPiece> {
    return this.#engine.transaction(async (session) =>
      cursor ? readTailAfter(session, cursor, limit) : { events: [], cursor: await endOfLedger(session) },
    );
  }

  /** How far the ledgers go that `tail` would tell of. */
  tailHeads(cursor: LedgerCursor, limit: number): Promise<TailHeads> {
    return this.#engine.transaction((session) => readTailHeadsAfter(session, cursor, limit));
  }

  /** The newest `n` public events of all lots, newest first. */
  latestPublic(n: number): Promise<LedgerEvent[]> {
    return this.#engine.transaction(async (session) => {
      const rows = await session.run<EventRow & { lot_id: string; epoch: string }>(readLatestPublic, [n]);
      return rows.map(ledgerEventOf);
    });
  }

  /** What became of a command: its stored answer; or it is cancelled from now on. Throws LockTimeout. */
  settle(personId: string, commandId: string): Promise<Settled> {
    return settle(this.#engine, personId, commandId);
  }

  /** The stored answers of a person's commands. Those without one are left out. */
  async receipts(personId: string, ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#engine.kysely
      .selectFrom('commands')
      .select(['id', 'receipt'])
      .where('person_id', '=', personId)
      .where('id', 'in', ids)
      .execute();
    return new Map(rows.flatMap(({ id, receipt }) => (receipt === null ? [] : [[id, receipt]])));
  }

  /** Lots that have to be opened or closed before a time, by that time. */
  async due(before: number): Promise<{ lotId: string; status: string; startsAt: number; endsAt: number }[]> {
    const lots = this.#engine.kysely
      .selectFrom('lots')
      .select(['id as lotId', 'status', 'starts_at as startsAt', 'ends_at as endsAt']);
    const [opening, closing] = [
      await lots.where('status', '=', 'scheduled').where('starts_at', '<', before).orderBy('starts_at').execute(),
      await lots.where('status', '=', 'open').where('ends_at', '<', before).orderBy('ends_at').execute(),
    ];
    return [...opening, ...closing].toSorted((a, b) => dueAt(a) - dueAt(b));
  }

  /** Open lots that end before a time, by their end. */
  async openEndingBefore(t: number): Promise<{ lotId: string; endsAt: number }[]> {
    return this.#engine.kysely
      .selectFrom('lots')
      .select(['id as lotId', 'ends_at as endsAt'])
      .where('status', '=', 'open')
      .where('ends_at', '<', t)
      .orderBy('ends_at')
      .execute();
  }

  /** Gives every ledger a new epoch: after a restore, or a crash that may have taken acknowledged events back. */
  async renewEpochs(): Promise<void> {
    await sql`UPDATE lots SET epoch = left(gen_random_uuid()::text, 8)`.execute(this.#engine.kysely);
  }

  /** Lots that a person has ever bid on. */
  async lotsOf(personId: string): Promise<LotRecord[]> {
    const rows = await this.#engine.kysely
      .selectFrom('lot_bidders')
      .innerJoin('lots', 'lots.id', 'lot_bidders.lot_id')
      .select(['lots.state', 'lots.epoch'])
      .where('lot_bidders.person_id', '=', personId)
      .execute();
    return rows.map(({ state, epoch }) => ({ lot: state, epoch }));
  }

  /** Deletes commands that came before a time (epoch ms), a piece at a time. Answers how many. */
  async forgetCommands(before: number): Promise<number> {
    for (let forgotten = 0; ;) {
      const { numAffectedRows = 0n } = await sql`
        DELETE FROM commands WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM commands WHERE at < ${new Date(before)} LIMIT ${FORGET_AT_ONCE}))`.execute(
        this.#engine.kysely,
      );
      forgotten += Number(numAffectedRows);
      if (numAffectedRows < FORGET_AT_ONCE) return forgotten;
    }
  }

  /** Folds every ledger and compares it with the snapshot and its searched columns. */
  verify(): AsyncIterable<Verified> {
    return verifyLots(this.#engine);
  }
}

function dueAt(lot: { status: string; startsAt: number; endsAt: number }): number {
  return lot.status === 'scheduled' ? lot.startsAt : lot.endsAt;
}
