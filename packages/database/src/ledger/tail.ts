import type { Session } from '../engine/engine.ts';
import type { LedgerCursor, LedgerEvent } from './ledger.types.ts';
import { readEnd, readTail } from './ledger.statements.ts';
import { ledgerEventOf } from './lot.rows.ts';
import type { EventRow } from './lot.rows.ts';

interface TailRow extends EventRow {
  lot_id: string;
  epoch: string;
  txid: string;
  position: number;
}

/** A piece of the ledger over all lots, and where the next one begins. */
export interface TailPiece {
  events: LedgerEvent[];
  cursor: LedgerCursor;
}

/** The place behind everything that is settled now. */
export async function endOfLedger(session: Session): Promise<LedgerCursor> {
  const [row] = await session.run<{ txid: string }>(readEnd);
  return { txid: row?.txid ?? '0', position: '0' };
}

/** Up to `limit` settled events after a cursor. An event is handed out once, and none that was committed late is missed. */
export async function readTailAfter(session: Session, cursor: LedgerCursor, limit: number): Promise<TailPiece> {
  const rows = await session.run<TailRow>(readTail, [cursor.txid, cursor.position, limit]);
  const last = rows.at(-1);
  return {
    events: rows.map(ledgerEventOf),
    cursor: last ? { txid: last.txid, position: String(last.position) } : cursor,
  };
}
