import type { EpochMs, Minor, PublicLotEvent } from '@rostrum/contract';

/** A price from a moment on, until the next step. */
export interface PriceStep {
  at: EpochMs;
  priceMinor: Minor;
}

/** A bid that no longer counts, where it stood. */
export interface VoidedBid {
  at: EpochMs;
  amountMinor: Minor;
}

/** The line of a lot's price. */
export interface PriceLine {
  steps: readonly PriceStep[];
  voided: readonly VoidedBid[];
  /** Bids that count or counted. */
  bids: number;
}

/** Closer than this no two moments are drawn, in ms. */
const BUCKET_MS = 250;

/**
 * The price over time from a lot's public history, which may begin in the middle. Moments closer than a quarter of a second
 * become one, without losing the highest or the lowest price between; amounts are never averaged.
 */
export function priceLine(events: readonly PublicLotEvent[]): PriceLine {
  const steps: PriceStep[] = [];
  const gone = new Set(events.flatMap((event) => (event.type === 'BidsVoided' ? event.voidedVersions : [])));
  const voided: VoidedBid[] = [];
  let bids = 0;
  for (const event of events) {
    if (event.type === 'BidPlaced') {
      bids += 1;
      if (gone.has(event.version)) voided.push({ at: event.at, amountMinor: event.amountMinor });
    }
    // A void of everything takes the price away; the line then stays where it was until the next bid.
    if (typeof event.priceMinor === 'number') steps.push({ at: event.at, priceMinor: event.priceMinor });
  }
  return { steps: thinned(steps), voided, bids };
}

function thinned(steps: readonly PriceStep[]): PriceStep[] {
  const kept: PriceStep[] = [];
  for (let from = 0; from < steps.length;) {
    const first = steps[from]!;
    let to = from + 1;
    while (to < steps.length && steps[to]!.at - first.at < BUCKET_MS) to += 1;
    kept.push(...extremes(steps.slice(from, to)));
    from = to;
  }
  return kept;
}

/** Of moments that lie too close: the lowest, the highest and the last, in their order. */
function extremes(bucket: readonly PriceStep[]): PriceStep[] {
  const prices = bucket.map(({ priceMinor }) => priceMinor);
  const wanted = new Set([prices.indexOf(Math.min(...prices)), prices.indexOf(Math.max(...prices)), bucket.length - 1]);
  return bucket.filter((_, index) => wanted.has(index));
}

/** The step at a moment, by its place; -1 before the first. */
export function stepAt(steps: readonly PriceStep[], at: EpochMs): number {
  return steps.findLastIndex((step) => step.at <= at);
}
