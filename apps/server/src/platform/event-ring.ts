/** How many events of a lot, or of a room of talk, a node keeps at hand. */
export const RING_SIZE = 256;

/** The last events of one sequence, contiguous by version. Knows only what it was given, and never guesses. */
export class EventRing<E extends { version: number }> {
  private events: E[] = [];

  /** The newest event. One that does not follow on makes the ring begin anew with it. */
  push(event: E): void {
    const last = this.events.at(-1);
    if (last && event.version !== last.version + 1) this.events = [];
    this.events.push(event);
    if (this.events.length > RING_SIZE) this.events.shift();
  }

  /** Puts older events (in order, read from the database) in front of those that are here already. */
  fill(older: readonly E[]): void {
    const first = this.events[0]?.version ?? Infinity;
    const known = this.events;
    this.events = [];
    for (const event of older) if (event.version < first) this.push(event);
    for (const event of known) this.push(event);
  }

  /** All events with `after < version ≤ upTo`, at most `limit`; null where not all of them are here. */
  between(after: number, upTo: number, limit = Infinity): E[] | null {
    if (after >= upTo) return [];
    const first = this.events[0];
    const last = this.events.at(-1);
    if (!first || !last || first.version > after + 1 || last.version < upTo) return null;
    const from = after + 1 - first.version;
    return this.events.slice(from, Math.min(from + limit, upTo + 1 - first.version));
  }

  /** Puts others of the same versions in their place: what must not be told again is forgotten here too. */
  rewrite(rewritten: (event: E) => E): void {
    this.events = this.events.map(rewritten);
  }

  clear(): void {
    this.events = [];
  }
}
