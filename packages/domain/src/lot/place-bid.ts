import { isAmount } from '../money/amount.ts';
import { isOnLadder, stepFrom } from '../money/ladder.ts';
import { accept, refuse, Stamps, type LotDecision } from './decision.ts';
import { evolve } from './evolve.ts';
import type { Instant, Lot, Minor, StandingOrder } from './lot.ts';
import type { PlaceBid } from './lot.commands.ts';
import type { LotEvent, PublicChange } from './lot.events.ts';
import { refusalOfBid } from './may-bid.ts';
import { lotOpened } from './open-lot.ts';
import { changeBetween, publicFieldsOf } from './public-state.ts';
import { reserveAtNextBid, reserveMet } from './reserve.ts';
import { extensionAfter } from './soft-close.ts';
import { minimumOf, orderOf, outcomeOf, topTwo } from './standing.ts';

/** A bidder gives a maximum (R2, R3, R5). A scheduled lot whose time has come is opened first. */
export function placeBid(lot: Lot, bid: PlaceBid, now: Instant): LotDecision {
  const refusal = refusalOfBid(lot, bid, now);
  if (refusal !== null) return refuse(refusal);
  const lowest = lowestFor(lot, bid);
  if (lowest !== null) return refuse({ code: 'BID_TOO_LOW', minimumMinor: lowest });
  const { leftMinor } = bid.bidder;
  if (leftMinor !== null && bid.maxMinor > leftMinor) {
    return refuse({ code: 'LIMIT_EXCEEDED', leftMinor: Math.max(0, leftMinor) });
  }
  const stamps = new Stamps(lot, now);
  if (lot.status !== 'scheduled') return accept(...bidEvents(lot, bid, stamps));
  const opened = lotOpened(lot, stamps);
  return accept(opened, ...bidEvents(evolve(lot, opened), bid, stamps));
}

/** The lowest maximum that this bidder may give, where the bid is below it or off a ladder that must be kept. */
function lowestFor(lot: Lot, { bidder, maxMinor }: PlaceBid): Minor | null {
  const own = lot.leaderId === bidder.personId ? orderOf(lot, bidder.personId) : null;
  const lowest = own === null ? (minimumOf(lot) ?? lot.openingMinor) : own.maxMinor + 1;
  const { ladder, offLadder } = lot.rules;
  const keepsLadder = offLadder === 'refuse';
  // The door lets nothing but amounts in; a broken one that came by another way never stands.
  if (!isAmount(maxMinor) || maxMinor < lowest) {
    return keepsLadder && own !== null ? stepFrom(ladder, lowest) : lowest;
  }
  // The public minimum is always taken: an opening price may lie off the ladder.
  if (!keepsLadder || isOnLadder(ladder, maxMinor) || (own === null && maxMinor === lowest)) return null;
  return stepFrom(ladder, maxMinor);
}

function bidEvents(lot: Lot, { bidder, maxMinor, receivedAt }: PlaceBid, stamps: Stamps): LotEvent[] {
  const bidderId = bidder.personId;
  const paddle = bidder.paddle ?? 0;
  const reserve = reserveAtNextBid(lot);
  // Its number is the ledger's next: the order of acceptance is all that R2 asks of it.
  const order: StandingOrder = { bidderId, paddle, maxMinor, seq: lot.seq + 1 };
  const outcome = outcomeOf(topTwo(lot.standing, order), lot.openingMinor, reserve?.effectiveMinor ?? null, lot.rules);
  const { priceMinor, leader } = outcome;
  const leaderId = leader?.bidderId ?? null;
  const after = { ...lot, reserve, priceMinor, leaderId };
  const moved = priceMinor !== lot.priceMinor || leaderId !== lot.leaderId;
  // A lowered reserve may be met by a raise that leaves the price where it is: that is for all to see.
  if (!moved && reserveMet(after) === reserveMet(lot)) {
    return [
      { type: 'MaximumRaised', ...stamps.hidden(), public: {}, secret: { bidderId, paddle, maxMinor, receivedAt } },
    ];
  }
  after.bidCount++;
  const change: PublicChange = changeBetween(publicFieldsOf(lot), publicFieldsOf(after, leader?.paddle ?? null));
  // A leader is listed at the price, which is all that the public may know of his maximum.
  const amountMinor = leaderId === bidderId ? (priceMinor ?? maxMinor) : maxMinor;
  const events: LotEvent[] = [
    {
      type: 'BidPlaced',
      ...stamps.open(),
      public: { ...change, paddle, amountMinor },
      secret: { bidderId, maxMinor, receivedAt },
    },
  ];
  const extension = moved ? extensionAfter(lot, 'bid', receivedAt, stamps) : null;
  if (extension !== null) events.push(extension);
  return events;
}
