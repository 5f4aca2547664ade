import { accept, notNow, Stamps, type LotDecision } from './decision.ts';
import type { Instant, Lot, Minor, StandingOrder } from './lot.ts';
import type { VoidBids } from './lot.commands.ts';
import type { BidsVoided, LotEvent } from './lot.events.ts';
import { changeBetween, publicFieldsOf } from './public-state.ts';
import { extensionAfter } from './soft-close.ts';
import { outcomeOf, topTwo, withOrder } from './standing.ts';

/** What is left when some orders no longer count (R7). */
export interface Remainder {
  priceMinor: Minor | null;
  leader: StandingOrder | null;
  /** The best order of each concerned bidder from now on; null: he has none. */
  standing: BidsVoided['secret']['standing'];
}

/** Bids no longer count (R7): price and leader are computed again from the remaining orders, and may fall. */
export function voidBids(lot: Lot, command: VoidBids, now: Instant): LotDecision {
  const why = faultOfVoid(lot, command);
  if (why !== null) return notNow(why);
  const { seqs, orders, staffId } = command;
  const { priceMinor, leader, standing } = remainderOf(lot, command);
  const after = { ...lot, priceMinor, leaderId: leader?.bidderId ?? null };
  const change = changeBetween(publicFieldsOf(lot), publicFieldsOf(after, leader?.paddle ?? null));
  const voidedVersions = orders.filter(({ seq }) => seqs.includes(seq)).flatMap(({ version }) => version ?? []);
  const visible = voidedVersions.length > 0 || Object.keys(change).length > 0;
  const stamps = new Stamps(lot, now);
  const events: LotEvent[] = [
    {
      type: 'BidsVoided',
      ...(visible ? stamps.open() : stamps.hidden()),
      public: { ...change, voidedVersions },
      secret: { seqs: [...seqs], standing, staffId },
    },
  ];
  const moved = change.priceMinor !== undefined || change.leader !== undefined;
  const extension = moved && lot.status === 'open' ? extensionAfter(lot, 'void', now, stamps) : null;
  if (extension !== null) events.push(extension);
  return accept(...events);
}

/** Why bids cannot be voided now: a word in kebab-case; null where they can. */
export function faultOfVoid(lot: Lot, { seqs, orders }: VoidBids): string | null {
  // After the hammer a void is a reversal with a credit note, never an edit.
  if (lot.status !== 'open' && lot.status !== 'paused') return 'not-open';
  if (seqs.length === 0) return 'no-bids';
  return seqs.every((seq) => orders.some((order) => order.seq === seq)) ? null : 'unknown-bid';
}

/** Price, leader and the concerned bidders' orders once the named orders are taken away. */
export function remainderOf(lot: Lot, { seqs, orders }: VoidBids): Remainder {
  const concerned = new Set(orders.filter(({ seq }) => seqs.includes(seq)).map(({ bidderId }) => bidderId));
  const left = orders.filter(({ seq }) => !seqs.includes(seq));
  const standing: Remainder['standing'] = [];
  let all = lot.standing;
  for (const bidderId of concerned) {
    const best = topTwo(left.filter((order) => order.bidderId === bidderId)).first;
    const order = best && { bidderId, paddle: best.paddle, maxMinor: best.maxMinor, seq: best.seq };
    standing.push({ bidderId, order });
    all = withOrder(all, bidderId, order);
  }
  const reserveMinor = lot.reserve?.effectiveMinor ?? null;
  return { ...outcomeOf(topTwo(all), lot.openingMinor, reserveMinor, lot.rules), standing };
}
