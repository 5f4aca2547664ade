import type { Notice } from '@rostrum/contract';
import { minimumOf, type Lot, type LotEvent, type StandingOrder } from '@rostrum/domain';

type Topic = Notice['topic'];

/** Somebody who is to be told of an event, and what. */
export interface Told {
  personId: string;
  topic: Topic;
  priceMinor: number | null;
  minimumMinor: number | null;
  urgent: boolean;
}

/** Who watches the lot of an event, and who of them is to be told of a bid on it. */
export interface Watchers {
  all: readonly string[];
  /** Without those who have an unseen notice of a bid on this lot. */
  untold: readonly string[];
}

/** An outbid bidder has to hurry where his lot closes within this time, in ms. */
const HURRY_MS = 3_600_000;

/** What neither waits for a digest nor for the end of quiet hours. */
function isUrgent(topic: Topic, at: number, lot: Lot): boolean {
  return topic === 'won' || (topic === 'outbid' && lot.endsAt - at <= HURRY_MS);
}

/**
 * Who is told what of an event: a pure function of the lot before and after it, each person once. Whoever acted is not
 * told of his own act: his receipt says it.
 */
export function toldOf(before: Lot | null, event: LotEvent, after: Lot, watchers: Watchers): Told[] {
  const concerned = toldBidders(before, event, after);
  const known = new Set(concerned.map(({ personId }) => personId));
  return [...concerned, ...toldWatchers(before, event, after, watchers).filter(({ personId }) => !known.has(personId))];
}

function sayOf(after: Lot, at: number) {
  return (topic: Topic, personIds: Iterable<string>): Told[] =>
    [...personIds].map((personId) => ({
      personId,
      topic,
      priceMinor: after.priceMinor,
      minimumMinor: minimumOf(after),
      urgent: isUrgent(topic, at, after),
    }));
}

/** Watchers are told what they wait for: that the lot opens, that somebody bids, that it stays open longer. */
function toldWatchers(before: Lot | null, event: LotEvent, after: Lot, { all, untold }: Watchers): Told[] {
  const say = sayOf(after, event.at);
  switch (event.type) {
    case 'LotOpened':
      return say('opened', all);
    case 'BidPlaced': {
      const acted = [event.secret.bidderId, after.leaderId];
      return say(
        'bid',
        untold.filter((personId) => !acted.includes(personId)),
      );
    }
    case 'LotExtended':
      if (event.public.reason !== 'outage' && before?.extensions !== 0) return [];
      return say(
        'extended',
        all.filter((personId) => personId !== after.leaderId && personId !== latestBidder(after)),
      );
    case 'LotResumed':
      return say('extended', all);
    default:
      return [];
  }
}

function toldBidders(before: Lot | null, event: LotEvent, after: Lot): Told[] {
  const say = sayOf(after, event.at);
  const bidders = after.standing.map(({ bidderId }: StandingOrder) => bidderId);
  switch (event.type) {
    case 'BidPlaced':
      return say('outbid', formerLeader(before, after));
    case 'BidsVoided':
      return [
        ...say(
          'voided',
          event.secret.standing.map(({ bidderId }) => bidderId),
        ),
        ...say('leading', newLeader(before, after)),
      ];
    case 'LotSold':
      return [
        ...say('won', [event.secret.buyerId]),
        ...say(
          'lost',
          bidders.filter((bidderId) => bidderId !== event.secret.buyerId),
        ),
      ];
    case 'LotPassed':
      return say('lost', bidders);
    case 'LotWithdrawn':
      return say('voided', bidders);
    case 'LotExtended':
      if (event.public.reason === 'outage') return say('extended', bidders);
      // The first time only: in a bid war every bid moves the end.
      return before?.extensions === 0 ? say('extended', notInvolved(after)) : [];
    case 'LotResumed':
      return say('extended', bidders);
    case 'LotPaused':
      return say('paused', bidders);
    default:
      return [];
  }
}

function formerLeader(before: Lot | null, after: Lot): string[] {
  const leaderId = before?.leaderId ?? null;
  return leaderId !== null && leaderId !== after.leaderId ? [leaderId] : [];
}

function newLeader(before: Lot | null, after: Lot): string[] {
  return after.leaderId !== null && after.leaderId !== before?.leaderId ? [after.leaderId] : [];
}

/** Bidders but the one whose bid came last, and the leader: both know what they did, or are told of it. */
function notInvolved(lot: Lot): string[] {
  const latest = latestBidder(lot);
  return lot.standing
    .map(({ bidderId }) => bidderId)
    .filter((bidderId) => bidderId !== latest && bidderId !== lot.leaderId);
}

function latestBidder(lot: Lot): string | undefined {
  const latest = lot.standing.reduce<StandingOrder | null>(
    (last, order) => (last === null || order.seq > last.seq ? order : last),
    null,
  );
  return latest?.bidderId;
}
