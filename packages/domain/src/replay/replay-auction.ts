import { decide } from '../lot/decide.ts';
import { evolve } from '../lot/evolve.ts';
import type { Lot } from '../lot/lot.ts';
import type { LotEvent } from '../lot/lot.events.ts';
import { scheduleLot } from '../lot/schedule-lot.ts';
import { LADDERS } from '../money/ladder-presets.ts';
import type { RecordedAuction } from './recorded-auction.ts';

/** What our rules make of a recorded auction. */
export interface Replayed {
  auction: string;
  /** In dollars, two decimals; null without an accepted bid. */
  price: string | null;
  winner: string | null;
  accepted: number;
  refused: number;
}

/**
 * Puts the recorded bids, one after another, through the rules of a timed lot with the eBay ladder. No hindsight: a bid
 * is decided with what was known when it was placed.
 */
export function replayAuction({ auction, openingMinor, reserveMinor, bids }: RecordedAuction): Replayed {
  let lot = fold(null, scheduleLot(lotOf(auction, openingMinor, reserveMinor, bids.length + 1), 0));
  const paddles = new Map<string, number>();
  let accepted = 0;
  for (const [index, { bidder, amountMinor }] of bids.entries()) {
    const paddle = paddles.get(bidder) ?? paddles.size + 1;
    paddles.set(bidder, paddle);
    const decision = decide(
      lot,
      {
        type: 'PlaceBid',
        bidder: { personId: bidder, paddle, staff: false, barred: false, leftMinor: null },
        maxMinor: amountMinor,
        receivedAt: index,
      },
      index,
    );
    if (!decision.accepted) continue;
    accepted++;
    lot = fold(lot, decision.events);
  }
  const { priceMinor, leaderId } = lot;
  const price = priceMinor === null ? null : (priceMinor / 100).toFixed(2);
  return { auction, price, winner: leaderId, accepted, refused: bids.length - accepted };
}

function fold(lot: Lot | null, events: readonly LotEvent[]): Lot {
  const [first, ...rest] = events;
  if (first === undefined) throw new Error('a decision has at least one event');
  return rest.reduce<Lot>(evolve, evolve(lot, first));
}

/** The order is all that counts, so the bids come one by one, a tick apart, and no end moves. */
function lotOf(auction: string, openingMinor: number, reserveMinor: number | null, endsAt: number) {
  return {
    type: 'ScheduleLot',
    lotId: auction,
    auctionId: auction,
    number: 1,
    currency: 'USD',
    consignorId: null,
    openingMinor,
    reserveMinor,
    rules: {
      ladder: LADDERS['ebay-usd'],
      offLadder: 'allow',
      reserveMode: 'hold',
      softClose: { windowMs: 0, extensionMs: 0, mode: 'reset', maxExtensions: null, hardEnd: null },
    },
    startsAt: 0,
    endsAt,
  } as const;
}
