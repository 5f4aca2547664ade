/** What a node said counts for this long, in ms. A node that was killed says nothing more. */
const LIFETIME_MS = 3_750;
/** More nodes and rooms than a house has are somebody's forgery; they are not kept. */
const NODES_MAX = 64;
const ROOMS_PER_NODE_MAX = 10_000;

/** How many people other nodes have in each room, as far as they said so lately. Times are ms of any steady clock. */
export class PeerCounts {
  readonly #nodes = new Map<string, Map<string, { count: number; until: number }>>();
  readonly #sums = new Map<string, number>();
  #changed = new Set<string>();

  /** Takes in a node's counts; of rooms that it does not name what it said before still holds. */
  hear(node: string, counts: Readonly<Record<string, number>>, now: number): void {
    let rooms = this.#nodes.get(node);
    if (!rooms) {
      if (this.#nodes.size >= NODES_MAX) return;
      this.#nodes.set(node, (rooms = new Map()));
    }
    for (const [room, count] of Object.entries(counts)) {
      const known = rooms.get(room);
      if (!known && (count === 0 || rooms.size >= ROOMS_PER_NODE_MAX)) continue;
      this.#add(room, count - (known?.count ?? 0));
      if (count === 0) rooms.delete(room);
      else rooms.set(room, { count, until: now + LIFETIME_MS });
    }
    if (rooms.size === 0) this.#nodes.delete(node);
  }

  /** Forgets what is too old. */
  expire(now: number): void {
    for (const [node, rooms] of this.#nodes) {
      for (const [room, { count, until }] of rooms) {
        if (until > now) continue;
        rooms.delete(room);
        this.#add(room, -count);
      }
      if (rooms.size === 0) this.#nodes.delete(node);
    }
  }

  total(room: string): number {
    return this.#sums.get(room) ?? 0;
  }

  /** The rooms whose sum may have changed since the last call. */
  changed(): string[] {
    const changed = [...this.#changed];
    this.#changed = new Set();
    return changed;
  }

  #add(room: string, more: number): void {
    if (more === 0) return;
    const sum = this.total(room) + more;
    if (sum > 0) this.#sums.set(room, sum);
    else this.#sums.delete(room);
    this.#changed.add(room);
  }
}
