import type { EpochMs, Minor } from './protocol.ts';

/** Where a lot stands in public; drafts are never public. */
export type PublicLotStatus = 'scheduled' | 'open' | 'paused' | 'sold' | 'passed' | 'withdrawn';

/** The part of a lot's public state that events change. Every public event carries the fields that it changed. */
export interface LotChange {
  status: PublicLotStatus;
  /** Standing price; null before the first bid. */
  priceMinor: Minor | null;
  /** Lowest maximum that a new bidder may give now; null once the lot is over. */
  minimumMinor: Minor | null;
  /** The next five steps of the ladder, the first is the minimum; empty once the lot is over. */
  nextStepsMinor: Minor[];
  /** Publicly listed bids. */
  bidCount: number;
  /** Paddle number of the leader; of the buyer once sold. */
  leader: number | null;
  /** Absent where the lot has no reserve. */
  reserveMet?: boolean;
  startsAt: EpochMs;
  endsAt: EpochMs;
  /** True once the end was moved by a soft close or an outage. */
  extended: boolean;
}

/** Everything that anybody may know of a lot that moves. */
export interface PublicLot extends LotChange {
  id: string;
  auctionId: string;
  number: number;
  /** Names one life of the ledger; 8 characters. */
  epoch: string;
  /** Number of the last public event, gap-free from 1. */
  version: number;
  /** `checksumOf` this state. */
  checksum: string;
}

interface EventBase extends Partial<LotChange> {
  version: number;
  at: EpochMs;
}

/** A public event of a lot: what happened, and the fields of the public state that it changed. */
export type PublicLotEvent =
  | (EventBase & { type: 'LotScheduled' | 'LotOpened' | 'LotPaused' | 'LotResumed' | 'LotPassed' | 'LotWithdrawn' })
  /** `amountMinor` is what the history lists: the bidder's maximum, or the price where he leads above it. */
  | (EventBase & { type: 'BidPlaced'; paddle: number; amountMinor: Minor })
  | (EventBase & { type: 'LotExtended'; reason: 'bid' | 'void' | 'outage'; previousEndsAt: EpochMs })
  /** The public versions of the bids that no longer count. */
  | (EventBase & { type: 'BidsVoided'; voidedVersions: number[] })
  | (EventBase & { type: 'LotSold'; hammerMinor: Minor; paddle: number });

/** The fields that events may change, in the order in which the checksum takes them. */
export const LOT_CHANGE_KEYS = [
  'status',
  'priceMinor',
  'minimumMinor',
  'nextStepsMinor',
  'bidCount',
  'leader',
  'reserveMet',
  'startsAt',
  'endsAt',
  'extended',
] as const satisfies readonly (keyof LotChange)[];

/**
 * Eight hex digits over the canonical public state (FNV-1a, 32 bits): a cheap proof that two sides hold the same, not a
 * protection against forgery.
 */
export function checksumOf(lot: Omit<PublicLot, 'checksum'>): string {
  const canonical = JSON.stringify([
    lot.id,
    lot.auctionId,
    lot.number,
    lot.epoch,
    lot.version,
    ...LOT_CHANGE_KEYS.map((key) => lot[key] ?? null),
  ]);
  let hash = 0x811c9dc5;
  for (let i = 0; i < canonical.length; i++) hash = Math.imul(hash ^ canonical.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/**
 * The public state after an event. The caller has made sure that `event.version` is the next one.
 */
export function applyLotEvent(lot: PublicLot, event: PublicLotEvent): PublicLot {
  const next: PublicLot = { ...lot, version: event.version };
  for (const key of LOT_CHANGE_KEYS) if (event[key] !== undefined) Object.assign(next, { [key]: event[key] });
  next.checksum = checksumOf(next);
  return next;
}
