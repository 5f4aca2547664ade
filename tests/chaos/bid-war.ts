import { setTimeout as sleep } from 'node:timers/promises';
import { send, type Visitor } from '../e2e/people.ts';
import type { Random } from './random.ts';

/** Bids that go on in the background. */
export interface BidWar {
  /** Bids that the house accepted so far. */
  readonly accepted: number;
  /** Ends it, and waits for the answers that are still out. */
  stop(): Promise<void>;
}

interface WarOptions {
  /** Where a bid may go now: nodes that are up. */
  urls: () => readonly string[];
  lotIds: readonly string[];
  bidders: readonly Visitor[];
  /** Bids of each bidder in a second, at most. */
  perSecond: number;
  random: Random;
}

let maximum = 10_000;

/** What to bid next, in minor units: more than anybody in this process before, so that most bids are accepted. */
export function nextMaximum(): number {
  maximum += 300;
  return maximum;
}

/** Starts a war in which every bidder bids on random lots, one bid after the other. What fails is not tried again. */
export function startWar({ urls, lotIds, bidders, perSecond, random }: WarOptions): BidWar {
  const over = new AbortController();
  let accepted = 0;
  const fight = async ({ cookie }: Visitor, own: Random): Promise<void> => {
    while (!over.signal.aborted) {
      const [nodes, lotId] = [urls(), own.pick(lotIds)];
      const body = { id: own.uuid(), lotId, maxMinor: nextMaximum(), currency: 'USD' };
      if (nodes.length > 0) {
        const answer = await send(own.pick(nodes), `/api/lots/${lotId}/bids`, body, cookie).catch(() => null);
        if (answer?.ok) accepted++;
        await answer?.arrayBuffer().catch(() => undefined);
      }
      await sleep((own.next() * 2_000) / perSecond);
    }
  };
  const fights = bidders.map((bidder) => fight(bidder, random.fork()));
  return {
    get accepted() {
      return accepted;
    },
    async stop() {
      over.abort();
      await Promise.all(fights);
    },
  };
}
