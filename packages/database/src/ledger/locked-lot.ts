import type { Lot, LotEvent } from '@rostrum/domain';
import type { Session } from '../engine/engine.ts';
import { allAnswered } from '../engine/sql-errors.ts';
import { LotUnknown } from '../errors.ts';
import { sortBatch } from './batch-answers.ts';
import type { CommandRow, SortedBatch } from './batch-answers.ts';
import type { AcceptedOrder, BatchCommand, LockedLot, LockedRegistration } from './ledger.types.ts';
import { eventOf, orderedBy } from './lot.rows.ts';
import type { EventRow } from './lot.rows.ts';
import { lockLimits, lockLot, readBidders, readClock, readCommands, readOrders } from './lot.statements.ts';

/** The batch met what another transaction changed meanwhile, and has to run again. */
export class RunAgain extends Error {
  override name = 'RunAgain';
}

interface BidderRow {
  id: string;
  role: string;
  paddle: number | null;
  barred: boolean | null;
  limit_minor: number | null;
  exposure_minor: number | null;
}

/** A lot under its lock, with the batch sorted by what is stored, and the transaction's own id. */
export interface Taken {
  locked: LockedLot;
  sorted: SortedBatch;
  txid: string;
}

const nothing = Promise.resolve([]);

/** Locks a lot and reads all that a decision needs, in one round trip. Throws LotUnknown. */
export async function takeLot(session: Session, lotId: string, batch: readonly BatchCommand[]): Promise<Taken> {
  const bidders = [...new Set(batch.flatMap(({ bidderId }) => bidderId ?? []))].toSorted();
  const commands = batch.flatMap(({ command }) => command ?? []);
  const keys = [commands.map(({ personId }) => personId), commands.map(({ id }) => id)];
  const [limits, lots, clocks, stored, people] = await allAnswered([
    bidders.length > 0 ? session.run<{ person_id: string }>(lockLimits, [lotId, bidders]) : nothing,
    session.run<{ state: Lot; epoch: string }>(lockLot, [lotId]),
    session.run<{ now: number; txid: string }>(readClock),
    commands.length > 0 ? session.run<CommandRow>(readCommands, keys) : nothing,
    bidders.length > 0 ? session.run<BidderRow>(readBidders, [lotId, bidders]) : nothing,
  ]);
  const [row] = lots;
  const [clock] = clocks;
  if (!row || !clock) throw new LotUnknown(`There is no lot ${lotId}.`);
  const lockedLimits = new Set(limits.map(({ person_id }) => person_id));
  if (people.some(({ id, limit_minor }) => limit_minor !== null && !lockedLimits.has(id))) {
    throw new RunAgain('A limit was set after the limits had been locked.');
  }
  const locked: LockedLot = {
    lot: row.state,
    epoch: row.epoch,
    now: clock.now,
    registrations: new Map(people.flatMap((person) => registrationOf(person) ?? [])),
    roles: new Map(people.map(({ id, role }) => [id, role])),
    ordersOf: (bidderIds) => ordersOf(session, lotId, bidderIds),
  };
  return { locked, sorted: sortBatch(lotId, batch, stored), txid: clock.txid };
}

function registrationOf(row: BidderRow): [string, LockedRegistration][] | null {
  if (row.paddle === null) return null;
  const leftMinor = row.limit_minor === null ? null : Math.max(0, row.limit_minor - (row.exposure_minor ?? 0));
  return [[row.id, { paddle: row.paddle, barred: row.barred ?? false, leftMinor }]];
}

async function ordersOf(session: Session, lotId: string, bidderIds: readonly string[]): Promise<AcceptedOrder[]> {
  const events = (await session.run<EventRow>(readOrders, [lotId])).map(eventOf);
  const voided = new Set(events.flatMap((event) => (event.type === 'BidsVoided' ? event.secret.seqs : [])));
  return events
    .filter((event) => !voided.has(event.seq) && bidderIds.includes(orderedBy(event) ?? ''))
    .flatMap((event) => orderOf(event) ?? []);
}

function orderOf(event: LotEvent): AcceptedOrder | null {
  if (event.type !== 'BidPlaced' && event.type !== 'MaximumRaised') return null;
  const { bidderId, maxMinor } = event.secret;
  const paddle = event.type === 'BidPlaced' ? event.public.paddle : event.secret.paddle;
  return { bidderId, paddle, maxMinor, seq: event.seq, version: event.version };
}
