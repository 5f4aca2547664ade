import type { Instant, Minor } from './lot.ts';
import type { LotEvent } from './lot.events.ts';

/** Who looks. */
export type Viewer = { kind: 'public' } | { kind: 'bidder'; personId: string } | { kind: 'staff' };

type Public<E> = E extends LotEvent ? { type: E['type']; version: number; at: Instant } & E['public'] : never;

/** An event as everybody may see it. */
export type PublicView = Public<Exclude<LotEvent, { type: 'MaximumRaised' | 'ReserveLowered' }>>;

/** What a bidder learns about himself from an event, beside its public part. */
export interface OwnPart {
  /** His best maximum from this event on; null: he has none. */
  maxMinor: Minor | null;
  receivedAt?: Instant;
}

/** An event as a bidder may see it: the public part where there is one, and what is his own. */
export type BidderView =
  (PublicView & { own?: OwnPart }) | { type: 'MaximumRaised' | 'BidsVoided'; version: null; at: Instant; own: OwnPart };

/** An event as staff may see it. */
export interface StaffView {
  type: LotEvent['type'];
  seq: number;
  version: number | null;
  at: Instant;
  public: LotEvent['public'];
  /** Who and when, a reserve, but no maximum. */
  secret: Readonly<Record<string, unknown>>;
}

/**
 * The one place that decides who sees what of an event; null where the viewer sees nothing. A maximum is shown to its
 * bidder alone, not to staff either; a reserve to staff alone; the number in the ledger to staff alone.
 */
export function visibleTo(event: LotEvent, viewer: { kind: 'public' }): PublicView | null;
export function visibleTo(event: LotEvent, viewer: { kind: 'bidder'; personId: string }): BidderView | null;
export function visibleTo(event: LotEvent, viewer: { kind: 'staff' }): StaffView;
export function visibleTo(event: LotEvent, viewer: Viewer): PublicView | BidderView | StaffView | null;
export function visibleTo(event: LotEvent, viewer: Viewer): PublicView | BidderView | StaffView | null {
  switch (viewer.kind) {
    case 'public':
      return publicView(event);
    case 'bidder':
      return bidderView(event, viewer.personId);
    case 'staff':
      return staffView(event);
  }
}

function publicView(event: LotEvent): PublicView | null {
  if (event.version === null || event.type === 'MaximumRaised' || event.type === 'ReserveLowered') return null;
  const { type, version, at } = event;
  return { type, version, at, ...event.public } as PublicView;
}

function bidderView(event: LotEvent, personId: string): BidderView | null {
  const view = publicView(event);
  const own = ownPart(event, personId);
  if (view !== null) return own === null ? view : { ...view, own };
  if (own === null || (event.type !== 'MaximumRaised' && event.type !== 'BidsVoided')) return null;
  return { type: event.type, version: null, at: event.at, own };
}

function ownPart(event: LotEvent, personId: string): OwnPart | null {
  switch (event.type) {
    case 'BidPlaced':
    case 'MaximumRaised': {
      const { bidderId, maxMinor, receivedAt } = event.secret;
      return bidderId === personId ? { maxMinor, receivedAt } : null;
    }
    case 'BidsVoided': {
      const own = event.secret.standing.find(({ bidderId }) => bidderId === personId);
      return own === undefined ? null : { maxMinor: own.order?.maxMinor ?? null };
    }
    default:
      return null;
  }
}

function staffView(event: LotEvent): StaffView {
  const { type, seq, version, at } = event;
  return { type, seq, version, at, public: event.public, secret: staffSecret(event) };
}

/** Named field by field where an event holds maxima, so that a new secret is hidden until somebody lets it out. */
function staffSecret(event: LotEvent): Readonly<Record<string, unknown>> {
  switch (event.type) {
    case 'BidPlaced':
      return { bidderId: event.secret.bidderId, receivedAt: event.secret.receivedAt };
    case 'MaximumRaised':
      return {
        bidderId: event.secret.bidderId,
        paddle: event.secret.paddle,
        receivedAt: event.secret.receivedAt,
      };
    case 'BidsVoided':
      return {
        seqs: event.secret.seqs,
        staffId: event.secret.staffId,
        bidderIds: event.secret.standing.map(({ bidderId }) => bidderId),
      };
    case 'LotScheduled':
    case 'ReserveLowered':
    case 'LotPaused':
    case 'LotSold':
      return { ...event.secret };
    default:
      return {};
  }
}
