import type { Session } from '../engine/engine.ts';
import type { LedgerCursor, LedgerEvent } from './ledger.types.ts';
import { readEnd, readTail, readTailHeads } from './ledger.statements.ts';
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

interface HeadRow {
  lot_id: string;
  seq: number;
  events: number;
  epoch: string;
  txid: string;
  position: number;
}

/** How far the ledgers of lots go within a piece of the whole, how many events that is, and where the next one begins. */
export interface TailHeads {
  lots: { lotId: string; epoch: string; seq: number }[];
  events: number;
  cursor: LedgerCursor;
}

/** What `readTailAfter` would hand out, without the events themselves: for who knows most of them already. */
export async function readTailHeadsAfter(session: Session, cursor: LedgerCursor, limit: number): Promise<TailHeads> {
  const rows = await session.run<HeadRow>(readTailHeads, [cursor.txid, cursor.position, limit]);
  const [first] = rows;
  return {
    lots: rows.map(({ lot_id, epoch, seq }) => ({ lotId: lot_id, epoch, seq })),
    events: rows.reduce((sum, { events }) => sum + events, 0),
    cursor: first ? { txid: first.txid, position: String(first.position) } : cursor,
  };
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
