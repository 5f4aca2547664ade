import { incrementAt } from '../money/ladder.ts';
import type { Lot, LotRules, Minor, StandingOrder } from './lot.ts';

/** The two best standing orders, in the order of R2; null where there is none. */
export interface TopTwo {
  first: StandingOrder | null;
  second: StandingOrder | null;
}

/** What follows from the standing maxima. */
export interface Outcome {
  priceMinor: Minor | null;
  leader: StandingOrder | null;
}

/** R2: the higher maximum goes before, among equals the one that was accepted first. */
function goesBefore(a: StandingOrder, b: StandingOrder): boolean {
  return a.maxMinor > b.maxMinor || (a.maxMinor === b.maxMinor && a.seq < b.seq);
}

/**
 * The best two of the standing orders, as they would be with `order` in place of what its bidder has there. A scan
 * instead of a sort: nothing is copied.
 */
export function topTwo(standing: readonly StandingOrder[], order: StandingOrder | null = null): TopTwo {
  let first = order;
  let second: StandingOrder | null = null;
  for (const other of standing) {
    if (other.bidderId === order?.bidderId) continue;
    if (first === null || goesBefore(other, first)) {
      second = first;
      first = other;
    } else if (second === null || goesBefore(other, second)) {
      second = other;
    }
  }
  return { first, second };
}

/** Price and leader (R2, R3): a pure function of the standing maxima, the opening price and the reserve in effect. */
export function outcomeOf(
  { first, second }: TopTwo,
  openingMinor: Minor,
  reserveMinor: Minor | null,
  rules: LotRules,
): Outcome {
  if (first === null) return { priceMinor: null, leader: null };
  let priceMinor = openingMinor;
  if (second !== null) {
    const overSecond = second.maxMinor + incrementAt(rules.ladder, second.maxMinor);
    priceMinor = Math.max(openingMinor, Math.min(first.maxMinor, overSecond));
  }
  if (reserveMinor !== null) {
    if (first.maxMinor >= reserveMinor) priceMinor = Math.max(priceMinor, reserveMinor);
    else if (rules.reserveMode === 'jump') priceMinor = first.maxMinor;
  }
  return { priceMinor, leader: first };
}

/** The standing orders with a bidder's order set, or taken away where it is null. Copies the list once. */
export function withOrder(
  standing: readonly StandingOrder[],
  bidderId: string,
  order: StandingOrder | null,
): StandingOrder[] {
  const next = standing.slice();
  const index = next.findIndex((other) => other.bidderId === bidderId);
  if (order === null) {
    if (index >= 0) next.splice(index, 1);
  } else if (index >= 0) next[index] = order;
  else next.push(order);
  return next;
}

/** A bidder's best order that stands. */
export function orderOf(lot: Lot, bidderId: string | null): StandingOrder | null {
  if (bidderId === null) return null;
  return lot.standing.find((order) => order.bidderId === bidderId) ?? null;
}

/** Whether a lot is over: sold, passed or withdrawn. */
export function isOver(lot: Pick<Lot, 'status'>): boolean {
  return lot.status === 'sold' || lot.status === 'passed' || lot.status === 'withdrawn';
}

/** The lowest maximum that a new bidder may give now (R2); null once the lot is over. */
export function minimumOf(lot: Pick<Lot, 'status' | 'priceMinor' | 'openingMinor' | 'rules'>): Minor | null {
  if (isOver(lot)) return null;
  if (lot.priceMinor === null) return lot.openingMinor;
  return lot.priceMinor + incrementAt(lot.rules.ladder, lot.priceMinor);
}
