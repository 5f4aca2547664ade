import { nextSteps } from '../money/ladder.ts';
import type { Instant, Lot, LotStatus, Minor } from './lot.ts';
import type { PublicChange } from './lot.events.ts';
import { reserveMet } from './reserve.ts';
import { minimumOf, orderOf } from './standing.ts';

/** How many steps of the ladder the public state offers. */
const STEPS_OFFERED = 5;

/** The part of the public state that events change. */
export interface PublicFields {
  status: Exclude<LotStatus, 'draft'>;
  priceMinor: Minor | null;
  minimumMinor: Minor | null;
  nextStepsMinor: Minor[];
  bidCount: number;
  /** Paddle number. */
  leader: number | null;
  /** Absent where the lot has no reserve. */
  reserveMet?: boolean;
  startsAt: Instant;
  endsAt: Instant;
  extended: boolean;
}

/** All that anybody may know of a lot: what the wire calls its public state, without epoch and checksum. */
export interface PublicState extends PublicFields {
  id: string;
  auctionId: string;
  number: number;
  version: number;
}

/**
 * The public fields of a lot. `leader` is the leader's paddle number, given by a caller that knows it already.
 * @throws Error for a draft, which is never public.
 */
export function publicFieldsOf(
  lot: Lot,
  leader: number | null = orderOf(lot, lot.leaderId)?.paddle ?? null,
): PublicFields {
  if (lot.status === 'draft') throw new Error('a draft has no public state');
  const minimumMinor = minimumOf(lot);
  const { ladder, offLadder } = lot.rules;
  const fields: PublicFields = {
    status: lot.status,
    priceMinor: lot.priceMinor,
    minimumMinor,
    nextStepsMinor: minimumMinor === null ? [] : nextSteps(ladder, minimumMinor, STEPS_OFFERED, offLadder),
    bidCount: lot.bidCount,
    leader,
    startsAt: lot.startsAt,
    endsAt: lot.endsAt,
    extended: lot.extensions + lot.outageExtensions > 0,
  };
  const met = reserveMet(lot);
  if (met !== undefined) fields.reserveMet = met;
  return fields;
}

/** The public state of a lot: the same as the fold of its public events. */
export function publicStateOf(lot: Lot): PublicState {
  const { id, auctionId, number, version } = lot;
  return { id, auctionId, number, version, ...publicFieldsOf(lot) };
}

/** The public fields that differ: what an event has to carry. */
export function changeBetween(before: PublicFields, after: PublicFields): PublicChange {
  const change: PublicChange = {};
  if (before.status !== after.status) change.status = after.status;
  if (before.priceMinor !== after.priceMinor) change.priceMinor = after.priceMinor;
  if (before.minimumMinor !== after.minimumMinor) {
    change.minimumMinor = after.minimumMinor;
    // The steps follow from the minimum, and the ladder stays as it is.
    change.nextStepsMinor = after.nextStepsMinor;
  }
  if (before.bidCount !== after.bidCount) change.bidCount = after.bidCount;
  if (before.leader !== after.leader) change.leader = after.leader;
  if (before.reserveMet !== after.reserveMet && after.reserveMet !== undefined) change.reserveMet = after.reserveMet;
  if (before.startsAt !== after.startsAt) change.startsAt = after.startsAt;
  if (before.endsAt !== after.endsAt) change.endsAt = after.endsAt;
  if (before.extended !== after.extended) change.extended = after.extended;
  return change;
}

/** What an event carries that turns the lot into itself with `patch`. */
export function changeBy(lot: Lot, patch: Partial<Lot>): PublicChange {
  return changeBetween(publicFieldsOf(lot), publicFieldsOf({ ...lot, ...patch }));
}
