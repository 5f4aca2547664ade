import type { Lot, LotEvent } from '@rostrum/domain';

/** Names a command for ever: the same id from another person is another command. */
export interface StoredCommand {
  personId: string;
  id: string;
  /** Hash of the request; the same id with another hash is a mismatch. */
  requestHash: string;
}

/**
 * One command of a batch. `command` is null for a command of the house (timer, staff), which keeps no receipt.
 * `bidderId` is the person whose registration, role and limit are read; where he has a limit its row is locked first.
 */
export interface BatchCommand {
  command: StoredCommand | null;
  bidderId: string | null;
}

/** A bidder's place in the lot's auction. `leftMinor` leaves out what he has on this lot; null: no limit. */
export interface LockedRegistration {
  paddle: number;
  barred: boolean;
  leftMinor: number | null;
}

/** An accepted order that was not voided. `version` is null where the public was never told of it. */
export interface AcceptedOrder {
  bidderId: string;
  paddle: number;
  maxMinor: number;
  seq: number;
  version: number | null;
}

/** What `decide` may look at: all of it read under the lot's lock. */
export interface LockedLot {
  lot: Lot;
  epoch: string;
  /** The database's clock in epoch ms, read by a statement of its own after the lock was given. */
  now: number;
  /** By person id; those who are not registered are left out. */
  registrations: ReadonlyMap<string, LockedRegistration>;
  /** Role by person id, of the batch's bidders: 'bidder', 'staff' or 'owner'. */
  roles: ReadonlyMap<string, string>;
  /** All accepted, unvoided orders of these bidders on this lot, by seq. */
  ordersOf(bidderIds: readonly string[]): Promise<AcceptedOrder[]>;
}

/**
 * What the caller decided for the fresh commands. `answers` (by index into the batch) are stored as they are, byte for
 * byte. `causes[i]` is the index of the command that caused `events[i]`, or null.
 */
export interface Decided {
  lot: Lot;
  events: readonly LotEvent[];
  causes: readonly (number | null)[];
  answers: ReadonlyMap<number, string>;
}

/** Decides the commands at the indexes `fresh`. May be called again when the transaction has to be repeated. */
export type Decide = (locked: LockedLot, fresh: readonly number[]) => Promise<Decided> | Decided;

/** What became of one command of a batch. */
export type BatchAnswer =
  /** Decided now; null for a command of the house. */
  | { kind: 'fresh'; answer: string | null }
  /** The same id with the same body was answered before: the stored text. */
  | { kind: 'replayed'; answer: string }
  /** The same id came before with another body, or for another lot. */
  | { kind: 'mismatch' }
  /** It was settled as never arrived before it came. */
  | { kind: 'cancelled' };

/** A committed batch: one answer per command, the lot after it, and the events that it added. */
export interface BatchResult {
  answers: BatchAnswer[];
  lot: Lot;
  epoch: string;
  events: readonly LotEvent[];
}

/** A place in the ledger over all lots. Opaque to everyone else. */
export interface LedgerCursor {
  txid: string;
  position: string;
}

/** An event with the lot that it belongs to. */
export type LedgerEvent = LotEvent & { lotId: string; epoch: string };

/** A lot with the epoch of its ledger. */
export interface LotRecord {
  lot: Lot;
  epoch: string;
}

/** Answer of `settle`. */
export type Settled = { settled: 'answered'; answer: string } | { settled: 'cancelled' };

/** One line of `verify`. */
export interface Verified {
  lotId: string;
  events: number;
  ok: boolean;
  /** What differs first, as a path and both values. */
  difference?: string;
}
