import type { Notice } from '@rostrum/contract';
import { minimumOf, type Lot, type LotEvent, type StandingOrder } from '@rostrum/domain';

type Topic = Notice['topic'];

/** Somebody who is to be told of an event, and what. */
export interface Told {
  personId: string;
  topic: Topic;
  priceMinor: number | null;
  minimumMinor: number | null;
}

/**
 * Who is told what of an event: a pure function of the lot before and after it. Whoever acted is not told of his own
 * act: his receipt says it.
 */
export function toldOf(before: Lot | null, event: LotEvent, after: Lot): Told[] {
  const say = (topic: Topic, personIds: Iterable<string>): Told[] =>
    [...personIds].map((personId) => ({
      personId,
      topic,
      priceMinor: after.priceMinor,
      minimumMinor: minimumOf(after),
    }));
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
  const latest = lot.standing.reduce<StandingOrder | null>(
    (last, order) => (last === null || order.seq > last.seq ? order : last),
    null,
  );
  return lot.standing
    .map(({ bidderId }) => bidderId)
    .filter((bidderId) => bidderId !== latest?.bidderId && bidderId !== lot.leaderId);
}
