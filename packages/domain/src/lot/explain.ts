import { incrementAt } from '../money/ladder.ts';
import { evolve } from './evolve.ts';
import type { Instant, Lot, Minor } from './lot.ts';
import type { LotEvent } from './lot.events.ts';
import { reserveMet } from './reserve.ts';
import { orderOf } from './standing.ts';

/** Why a bidder does not lead, or leads and may still not get the lot. Names paddles, never people. */
export type Reason =
  /** No maximum of his was ever taken. */
  | { why: 'no-bid' }
  /** His bids no longer count (R7). */
  | { why: 'voided'; at: Instant }
  | { why: 'leads' }
  /** He leads below the reserve (R3). */
  | { why: 'reserve' }
  /** The leader gave the same maximum before him (W2). The price is that maximum, so its moment is no secret any more. */
  | { why: 'earlier'; paddle: number; leaderAt: Instant }
  /** The leader's maximum is above his by less than a step (W3): the price is that maximum. */
  | { why: 'less-than-step'; paddle: number; stepMinor: Minor }
  /** The leader's maximum is higher; nobody is told by how much. `before`: he led already when this maximum came. */
  | { why: 'higher'; paddle: number; leadsSince: Instant; before: boolean };

/** How a bidder stands and why; his own secret. */
export type Explanation = Reason & {
  /** His own best maximum and when it was received; null where none stands. */
  maxMinor: Minor | null;
  givenAt: Instant | null;
  priceMinor: Minor | null;
  /** Absent where the lot has no reserve. */
  reserveMet?: boolean;
};

/** What the whole ledger of a lot says about one bidder. */
interface Facts {
  lot: Lot | null;
  /** The event that made the present leader lead. */
  leads: { seq: number; at: Instant } | null;
  /** When each order that stands was taken and received, by seq. */
  orders: Map<number, { at: Instant; receivedAt: Instant; own: boolean }>;
  voidedAt: Instant | null;
}

/**
 * Why a bidder stands as he does, from all events of a lot. Which reason it is follows from the price and his own maximum
 * alone: a leader's maximum above the price changes nothing here. Null for a lot without events.
 */
export function explain(events: readonly LotEvent[], personId: string): Explanation | null {
  const { lot, leads, orders, voidedAt } = factsOf(events, personId);
  if (lot === null) return null;
  const own = orderOf(lot, personId);
  const met = reserveMet(lot);
  const base = {
    maxMinor: own?.maxMinor ?? null,
    givenAt: own ? (orders.get(own.seq)?.receivedAt ?? null) : null,
    priceMinor: lot.priceMinor,
    ...(met === undefined ? {} : { reserveMet: met }),
  };
  if (own === null) return { ...base, ...(voidedAt === null ? { why: 'no-bid' } : { why: 'voided', at: voidedAt }) };
  if (lot.leaderId === personId) return { ...base, why: met === false ? 'reserve' : 'leads' };
  const leader = orderOf(lot, lot.leaderId);
  if (leader === null || leads === null || lot.priceMinor === null) return { ...base, why: 'no-bid' };
  const { paddle } = leader;
  const stepMinor = incrementAt(lot.rules.ladder, own.maxMinor);
  if (lot.priceMinor <= own.maxMinor) {
    return { ...base, why: 'earlier', paddle, leaderAt: orders.get(leader.seq)?.at ?? leads.at };
  }
  if (lot.priceMinor < own.maxMinor + stepMinor) return { ...base, why: 'less-than-step', paddle, stepMinor };
  return { ...base, why: 'higher', paddle, leadsSince: leads.at, before: leads.seq < own.seq };
}

function factsOf(events: readonly LotEvent[], personId: string): Facts {
  const facts: Facts = { lot: null, leads: null, orders: new Map(), voidedAt: null };
  for (const event of events) {
    const leaderBefore = facts.lot?.leaderId ?? null;
    facts.lot = evolve(facts.lot, event);
    const { seq, at } = event;
    if (facts.lot.leaderId !== leaderBefore) facts.leads = { seq, at };
    if (event.type === 'BidPlaced' || event.type === 'MaximumRaised') {
      const { bidderId, receivedAt } = event.secret;
      facts.orders.set(seq, { at, receivedAt, own: bidderId === personId });
    }
    if (event.type === 'BidsVoided' && event.secret.seqs.some((voided) => facts.orders.get(voided)?.own)) {
      facts.voidedAt = at;
    }
  }
  return facts;
}
