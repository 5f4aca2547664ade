import type { Instant, LotRules, LotStatus, Minor, StandingOrder } from './lot.ts';

/**
 * The fields of the public state that an event changed: what everybody may see. `leader` is a paddle number. The
 * event carries them so that a watcher needs no rules.
 */
export interface PublicChange {
  status?: Exclude<LotStatus, 'draft'>;
  priceMinor?: Minor | null;
  minimumMinor?: Minor | null;
  nextStepsMinor?: Minor[];
  bidCount?: number;
  leader?: number | null;
  reserveMet?: boolean;
  startsAt?: Instant;
  endsAt?: Instant;
  extended?: boolean;
}

/** `version` is null for an event that the public is never told of. `seq` is gap-free from 1 in both kinds. */
interface Recorded<Type extends string, Public, Secret> {
  type: Type;
  seq: number;
  version: number | null;
  /** Never runs backwards within a lot. */
  at: Instant;
  public: Public;
  secret: Secret;
}

export type LotScheduled = Recorded<
  'LotScheduled',
  PublicChange,
  {
    lotId: string;
    auctionId: string;
    number: number;
    currency: string;
    consignorId: string | null;
    openingMinor: Minor;
    reserveMinor: Minor | null;
    rules: LotRules;
  }
>;
export type LotOpened = Recorded<'LotOpened', PublicChange, object>;
/** A bid that changed price or leader (or met a lowered reserve). `amountMinor` is what the history lists. */
export type BidPlaced = Recorded<
  'BidPlaced',
  PublicChange & { paddle: number; amountMinor: Minor },
  {
    bidderId: string;
    maxMinor: Minor;
    receivedAt: Instant;
  }
>;
/** An own raise that changes nothing visible (R2, W5b). Hidden. */
export type MaximumRaised = Recorded<
  'MaximumRaised',
  object,
  {
    bidderId: string;
    paddle: number;
    maxMinor: Minor;
    receivedAt: Instant;
  }
>;
export type LotExtended = Recorded<
  'LotExtended',
  PublicChange & {
    reason: 'bid' | 'void' | 'outage';
    previousEndsAt: Instant;
  },
  object
>;
/** R3. Hidden. */
export type ReserveLowered = Recorded<'ReserveLowered', object, { reserveMinor: Minor }>;
/**
 * R7. `standing` is what each concerned bidder's best order is from now on; null: he has none. Public unless the voided
 * orders were all hidden and nothing visible changed.
 */
export type BidsVoided = Recorded<
  'BidsVoided',
  PublicChange & { voidedVersions: number[] },
  {
    seqs: number[];
    standing: { bidderId: string; order: StandingOrder | null }[];
    staffId: string;
  }
>;
export type LotPaused = Recorded<'LotPaused', PublicChange, { reason: 'staff' | 'outage' }>;
export type LotResumed = Recorded<'LotResumed', PublicChange, object>;
export type LotWithdrawn = Recorded<'LotWithdrawn', PublicChange, object>;
export type LotSold = Recorded<'LotSold', PublicChange & { hammerMinor: Minor; paddle: number }, { buyerId: string }>;
export type LotPassed = Recorded<'LotPassed', PublicChange, object>;

/** Everything that can be said of a lot. */
export type LotEvent =
  | LotScheduled
  | LotOpened
  | BidPlaced
  | MaximumRaised
  | LotExtended
  | ReserveLowered
  | BidsVoided
  | LotPaused
  | LotResumed
  | LotWithdrawn
  | LotSold
  | LotPassed;
