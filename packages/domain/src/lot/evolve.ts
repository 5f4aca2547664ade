import type { Lot } from './lot.ts';
import type { BidPlaced, BidsVoided, LotEvent, LotExtended, LotScheduled, MaximumRaised } from './lot.events.ts';
import { reserveAtNextBid } from './reserve.ts';
import { withOrder } from './standing.ts';

/** What there is of a lot before its first event. */
const NOTHING: Lot = {
  id: '',
  auctionId: '',
  number: 0,
  currency: '',
  consignorId: null,
  openingMinor: 1,
  rules: {
    ladder: { kind: 'flat', stepMinor: 1 },
    offLadder: 'allow',
    reserveMode: 'hold',
    softClose: { windowMs: 0, extensionMs: 0, mode: 'reset', maxExtensions: null, hardEnd: null },
  },
  status: 'draft',
  startsAt: 0,
  endsAt: 0,
  scheduledEndsAt: 0,
  extensions: 0,
  outageExtensions: 0,
  reserve: null,
  standing: [],
  priceMinor: null,
  leaderId: null,
  bidCount: 0,
  closedAt: null,
  seq: 0,
  version: 0,
  lastAt: 0,
};

/** The lot after an event. Total: it believes the ledger, never refuses, and decides nothing by itself. */
export function evolve(lot: Lot | null, event: LotEvent): Lot {
  const before = lot ?? NOTHING;
  const after = { ...before, ...patchOf(before, event) };
  after.seq = event.seq;
  if (event.version !== null) after.version = event.version;
  after.lastAt = event.at;
  return after;
}

function patchOf(lot: Lot, event: LotEvent): Partial<Lot> {
  switch (event.type) {
    case 'LotScheduled':
      return scheduled(event);
    case 'LotOpened':
      return { status: 'open' };
    case 'BidPlaced':
      return bidPlaced(lot, event);
    case 'MaximumRaised':
      return ordered(lot, event, event.secret.paddle);
    case 'LotExtended':
      return extended(lot, event);
    case 'ReserveLowered':
      return reserveLowered(lot, event.secret.reserveMinor);
    case 'BidsVoided':
      return bidsVoided(lot, event);
    case 'LotPaused':
      return { status: 'paused' };
    case 'LotResumed':
      return { status: 'open', endsAt: event.public.endsAt ?? lot.endsAt };
    case 'LotWithdrawn':
      return { status: 'withdrawn', closedAt: event.at };
    case 'LotSold':
      return { status: 'sold', closedAt: event.at };
    case 'LotPassed':
      return { status: 'passed', closedAt: event.at };
  }
}

function scheduled({ public: { startsAt = 0, endsAt = 0 }, secret }: LotScheduled): Partial<Lot> {
  const { lotId, reserveMinor, ...kept } = secret;
  return {
    ...kept,
    id: lotId,
    status: 'scheduled',
    startsAt,
    endsAt,
    scheduledEndsAt: endsAt,
    reserve: reserveMinor === null ? null : { effectiveMinor: reserveMinor, pendingMinor: null },
  };
}

/** An accepted maximum stands, and lets a pending reserve take effect (R3). */
function ordered(lot: Lot, { seq, secret }: BidPlaced | MaximumRaised, paddle: number): Partial<Lot> {
  const { bidderId, maxMinor } = secret;
  return {
    standing: withOrder(lot.standing, bidderId, { bidderId, paddle, maxMinor, seq }),
    reserve: reserveAtNextBid(lot),
  };
}

function bidPlaced(lot: Lot, event: BidPlaced): Partial<Lot> {
  const { paddle, priceMinor = lot.priceMinor, bidCount = lot.bidCount, leader } = event.public;
  const patch = ordered(lot, event, paddle);
  patch.priceMinor = priceMinor;
  patch.bidCount = bidCount;
  // A bid makes nobody leader but the one who gave it.
  if (leader !== undefined) patch.leaderId = event.secret.bidderId;
  return patch;
}

function extended(lot: Lot, { public: { reason, endsAt = lot.endsAt } }: LotExtended): Partial<Lot> {
  return reason === 'outage'
    ? { endsAt, outageExtensions: lot.outageExtensions + 1 }
    : { endsAt, extensions: lot.extensions + 1 };
}

function reserveLowered(lot: Lot, reserveMinor: number): Partial<Lot> {
  if (lot.reserve === null) return {};
  if (lot.standing.length === 0) return { reserve: { effectiveMinor: reserveMinor, pendingMinor: null } };
  return { reserve: { effectiveMinor: lot.reserve.effectiveMinor, pendingMinor: reserveMinor } };
}

function bidsVoided(lot: Lot, { public: change, secret }: BidsVoided): Partial<Lot> {
  let standing = lot.standing;
  for (const { bidderId, order } of secret.standing) standing = withOrder(standing, bidderId, order);
  const { priceMinor = lot.priceMinor, leader } = change;
  const patch: Partial<Lot> = { standing, priceMinor };
  if (leader !== undefined) patch.leaderId = standing.find((order) => order.paddle === leader)?.bidderId ?? null;
  return patch;
}
