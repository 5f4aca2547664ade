import type { PublicLotEvent } from '@rostrum/contract';

/** How many public events of a lot a node keeps at hand. */
export const RING_SIZE = 256;

/** The last public events of one lot, contiguous by version. Knows only what it was given, and never guesses. */
export class LotRing {
  private events: PublicLotEvent[] = [];

  /** The newest event. One that does not follow on makes the ring begin anew with it. */
  push(event: PublicLotEvent): void {
    const last = this.events.at(-1);
    if (last && event.version !== last.version + 1) this.events = [];
    this.events.push(event);
    if (this.events.length > RING_SIZE) this.events.shift();
  }

  /** Puts older events (in order, read from the ledger) in front of those that are here already. */
  fill(older: readonly PublicLotEvent[]): void {
    const first = this.events[0]?.version ?? Infinity;
    const known = this.events;
    this.events = [];
    for (const event of older) if (event.version < first) this.push(event);
    for (const event of known) this.push(event);
  }

  /** All events with `after < version ≤ upTo`, at most `limit`; null where not all of them are here. */
  between(after: number, upTo: number, limit = Infinity): PublicLotEvent[] | null {
    if (after >= upTo) return [];
    const first = this.events[0];
    const last = this.events.at(-1);
    if (!first || !last || first.version > after + 1 || last.version < upTo) return null;
    const from = after + 1 - first.version;
    return this.events.slice(from, Math.min(from + limit, upTo + 1 - first.version));
  }

  clear(): void {
    this.events = [];
  }
}
