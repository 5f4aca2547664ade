import type { Lot, LotEvent } from '@rostrum/domain';
import type { Session } from '../engine/engine.ts';
import type { BatchCommand, Decided } from './ledger.types.ts';
import { orderedBy, searchedColumns } from './lot.rows.ts';
import { addBidders, addCommands, addEvents, writeSnapshot } from './lot.statements.ts';

/** A receipt as it is stored. */
export interface ReceiptRow {
  person_id: string;
  id: string;
  request_hash: string;
  receipt: string;
}

/** The receipts of the fresh commands, in the order in which every transaction writes them: no deadlock between lots. */
export function receiptsOf(batch: readonly BatchCommand[], answers: ReadonlyMap<number, string>): ReceiptRow[] {
  return [...answers]
    .flatMap(([index, receipt]) => {
      const command = batch[index]?.command;
      return command
        ? [{ person_id: command.personId, id: command.id, request_hash: command.requestHash, receipt }]
        : [];
    })
    .toSorted((a, b) => byteOrder(a.person_id, b.person_id) || byteOrder(a.id, b.id));
}

/** Sends all writes of a decided batch without waiting for their answers. */
export function writeBatch(
  session: Session,
  before: Lot,
  batch: readonly BatchCommand[],
  decided: Decided,
  receipts: readonly ReceiptRow[],
): Promise<unknown>[] {
  const { lot, events, causes } = decided;
  assertFollows(before, lot, events);
  const writes: Promise<unknown>[] = [];
  if (events.length > 0) {
    const commandIds = causes.map((cause) => (cause === null ? null : (batch[cause]?.command?.id ?? null)));
    writes.push(sendEvents(session, lot.id, events, commandIds), sendSnapshot(session, lot));
    const newcomers = newBidders(before, events);
    if (newcomers.length > 0) writes.push(session.run(addBidders, [lot.id, newcomers]));
  }
  if (receipts.length > 0) {
    writes.push(session.run(addCommands, [lot.id, JSON.stringify(receipts), receipts.length]));
  }
  return writes;
}

/** Appends events to a lot's ledger. */
export function sendEvents(
  session: Session,
  lotId: string,
  events: readonly LotEvent[],
  commandIds: readonly (string | null)[],
): Promise<unknown> {
  const rows = events.map((event, index) => ({ ...event, command_id: commandIds[index] ?? null }));
  return session.run(addEvents, [lotId, JSON.stringify(rows)]);
}

function sendSnapshot(session: Session, lot: Lot): Promise<unknown> {
  const { seq, version, status, starts_at, ends_at, price_minor, leader_id, leader_max_minor } = searchedColumns(lot);
  const columns = [seq, version, status, starts_at, ends_at, price_minor, leader_id, leader_max_minor];
  return session.run(writeSnapshot, [lot.id, JSON.stringify(lot), ...columns]);
}

function newBidders(before: Lot, events: readonly LotEvent[]): string[] {
  const known = new Set(before.standing.map(({ bidderId }) => bidderId));
  const bidders = new Set(events.flatMap((event) => orderedBy(event) ?? []));
  return [...bidders].filter((bidderId) => !known.has(bidderId)).toSorted();
}

/** A ledger with a hole could never be folded again, so a mistake of the caller stops here. */
function assertFollows(before: Lot, after: Lot, events: readonly LotEvent[]): void {
  const gapFree = events.every((event, index) => event.seq === before.seq + 1 + index);
  if (!gapFree || after.seq !== before.seq + events.length || after.id !== before.id) {
    throw new Error(`The events do not follow on lot ${before.id} at seq ${before.seq}.`);
  }
}

function byteOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
