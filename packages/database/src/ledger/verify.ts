import { evolve } from '@rostrum/domain';
import type { Lot, LotEvent } from '@rostrum/domain';
import type { Engine, Session } from '../engine/engine.ts';
import { differenceOf } from './difference.ts';
import type { Verified } from './ledger.types.ts';
import { readEvents, readLotRow, repeatableRead } from './ledger.statements.ts';
import { eventOf, searchedColumns } from './lot.rows.ts';
import type { EventRow } from './lot.rows.ts';

const LOTS_AT_ONCE = 500;
const EVENTS_AT_ONCE = 5_000;

type LotRow = { id: string; auction_id: string; number: number; state: Lot } & Record<string, unknown>;

/** Folds every ledger and compares it with the snapshot, lot by lot. See `Ledger.verify`. */
export async function* verifyLots(engine: Engine): AsyncGenerator<Verified> {
  for (let after = ''; ;) {
    const lots = await engine.kysely
      .selectFrom('lots')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(LOTS_AT_ONCE)
      .execute();
    for (const { id } of lots) yield await engine.transaction((session) => verifyLot(session, id));
    const last = lots.at(-1);
    if (!last) return;
    after = last.id;
  }
}

async function verifyLot(session: Session, lotId: string): Promise<Verified> {
  await session.run(repeatableRead);
  const [row] = await session.run<LotRow>(readLotRow, [lotId]);
  if (!row) return { lotId, events: 0, ok: true };
  const folded = await foldLedger(session, lotId);
  const difference = folded.gap ?? compare(row, folded.lot);
  return difference === null
    ? { lotId, events: folded.events, ok: true }
    : { lotId, events: folded.events, ok: false, difference };
}

async function foldLedger(
  session: Session,
  lotId: string,
): Promise<{ lot: Lot | null; events: number; gap: string | null }> {
  let lot: Lot | null = null;
  let seq = 0;
  let version = 0;
  for (;;) {
    const rows = await session.run<EventRow>(readEvents, [lotId, seq, EVENTS_AT_ONCE]);
    for (const event of rows.map(eventOf)) {
      if (event.seq !== seq + 1) return { lot, events: seq, gap: `ledger: seq ${seq} is followed by ${event.seq}` };
      if (event.version !== null && event.version !== version + 1) {
        return { lot, events: seq, gap: `ledger: version ${version} is followed by ${event.version}` };
      }
      lot = evolve(lot, event as LotEvent);
      seq = event.seq;
      version = event.version ?? version;
    }
    if (rows.length < EVENTS_AT_ONCE) return { lot, events: seq, gap: null };
  }
}

function compare(row: LotRow, folded: Lot | null): string | null {
  if (!folded) return 'ledger: empty';
  const { state, ...columns } = row;
  const expected = {
    id: folded.id,
    auction_id: folded.auctionId,
    number: folded.number,
    ...searchedColumns(folded),
  };
  return differenceOf(folded, state, 'state') ?? differenceOf(expected, columns, 'column');
}
