import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BidAnswer } from '@rostrum/contract';
import type { BidsOrder, BidsSeen, LoadBidder } from './bids.order.ts';
import { Line } from './line.ts';
import { eventsOf, Screen } from './screen.ts';

/** Above every increment of the ladder, so that the counter's next step is never too low by itself. */
const STEP_MINOR = 10_000;
/** So many watchers read what they get; the others only take it. */
const SAMPLED = 3;
const NOT_AFTER_MS = 10_000;
/** Who has no answer by then, in ms after the end, gets none. */
const PATIENCE_MS = 12_000;

/** What all who bid on a lot share, at whichever node. */
interface SharedLot {
  counter: number;
  /** When a bid was sent, by the version that it became. */
  sentAt: Map<number, number>;
}

interface Sale {
  order: BidsOrder;
  lot: SharedLot;
  seen: BidsSeen;
  until: number;
  /** When the last answer came. */
  lastAt: number;
}

const lots = new Map<string, SharedLot>();

/** Bids and watches as ordered, and tells what was seen. */
export async function runBids(order: BidsOrder): Promise<BidsSeen> {
  const seen: BidsSeen = { accepted: [], refused: {}, tookMs: 0, acks: [], broadcasts: [], gaps: 0 };
  const lot = lots.get(order.lotId) ?? { counter: 0, sentAt: new Map() };
  lots.set(order.lotId, lot);
  const sale: Sale = { order, lot, seen, until: 0, lastAt: 0 };
  const arrivals: Map<number, number>[] = [];
  const watchers = await Promise.all(
    Array.from({ length: order.watchers }, (_, index) => openWatcher(sale, index < SAMPLED ? arrivals : null)),
  );
  const bidders = await Promise.all(order.bidders.map((bidder) => openBidder(order, bidder)));
  const begun = performance.now();
  sale.until = begun + order.ms;
  let answered = 0;
  const all = Promise.all(bidders.map((bidder) => bidOn(sale, bidder).then(() => answered++)));
  const patience = new AbortController();
  await Promise.race([all, sleep(order.ms + PATIENCE_MS, null, patience).catch(() => undefined)]);
  patience.abort();
  if (answered < bidders.length) seen.refused.UNANSWERED = bidders.length - answered;
  seen.tookMs = sale.lastAt - begun;
  // The last frames are still on their way.
  await sleep(200);
  for (const times of arrivals) {
    for (const [version, arrivedAt] of times) {
      const sentAt = lot.sentAt.get(version);
      if (sentAt !== undefined) seen.broadcasts.push(arrivedAt - sentAt);
    }
  }
  for (const line of [...watchers, ...bidders.map(({ line }) => line)]) line.close();
  return seen;
}

interface OpenBidder {
  bidder: LoadBidder;
  line: Line;
  screen: Screen | null;
}

async function openBidder({ url, lotId, mode }: BidsOrder, bidder: LoadBidder): Promise<OpenBidder> {
  const line = await Line.open({ url, namespace: '/lots', cookie: bidder.cookie ?? '', auth: { ...bidder } });
  return { bidder, line, screen: mode === 'screen' ? await Screen.open(line, lotId) : null };
}

/** A watcher; with `arrivals` it notes when it saw which version, and what it missed. */
async function openWatcher({ order, seen }: Sale, arrivals: Map<number, number>[] | null): Promise<Line> {
  const line = await Line.open({ url: order.url, namespace: '/lots' });
  if (arrivals) {
    const times = new Map<number, number>();
    arrivals.push(times);
    let last = -1;
    line.heard = (packet) => {
      const now = performance.now();
      for (const { version } of eventsOf(packet)) {
        times.set(version, now);
        if (last >= 0 && version !== last + 1) seen.gaps++;
        last = version;
      }
    };
  }
  await line.ask('watch', { lots: [{ id: order.lotId }] });
  return line;
}

async function bidOn(sale: Sale, { bidder, line, screen }: OpenBidder): Promise<void> {
  const { order, lot, seen } = sale;
  for (let sentAt = performance.now(); sentAt < sale.until; sentAt = performance.now()) {
    const maxMinor = screen ? screen.state.minimumMinor : (lot.counter += STEP_MINOR);
    if (maxMinor === null || screen?.state.leader === bidder.paddle) {
      await screen?.moves();
      continue;
    }
    const { lotId } = order;
    const notAfter = Date.now() + NOT_AFTER_MS;
    const bid = { id: randomUUID(), lotId, maxMinor, currency: 'USD', notAfter };
    const answer = await line.ask<BidAnswer>('bid', bid);
    sale.lastAt = performance.now();
    seen.acks.push(sale.lastAt - sentAt);
    if (answer.ok) {
      seen.accepted.push({ paddle: bidder.paddle, maxMinor });
      // An own raise that nobody sees has the version of what came before.
      // One of an earlier run is of a lot that has begun anew.
      const known = lot.sentAt.get(answer.receipt.version) ?? 0;
      if (known < sale.until - order.ms) lot.sentAt.set(answer.receipt.version, sentAt);
    } else {
      seen.refused[answer.error.code] = (seen.refused[answer.error.code] ?? 0) + 1;
      // Nobody asks again for what his screen does not show yet.
      if (screen && screen.state.minimumMinor === maxMinor) await screen.moves();
    }
  }
}
