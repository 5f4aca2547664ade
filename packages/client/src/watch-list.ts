/** What a page wants to see. An auction brings the newest state of each of its lots, a lot also its every event. */
export type WatchTarget = { lots: readonly string[] } | { auction: string } | { house: true };

/** Key of one thing on the list. */
export type WatchKey = `lot:${string}` | `auction:${string}` | 'house';

/** The things that a target names. */
export function keysOf(target: WatchTarget): WatchKey[] {
  if ('lots' in target) return [...new Set(target.lots)].map((id) => `lot:${id}` as const);
  if ('auction' in target) return [`auction:${target.auction}`];
  return ['house'];
}

/** Ids of one kind among keys. */
export function idsOf(keys: Iterable<WatchKey>, kind: 'lot' | 'auction'): string[] {
  const prefix = `${kind}:`;
  return [...keys].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
}

/** Counts who watches what, so that the last one who leaves ends the watching. */
export class WatchList {
  readonly #refs = new Map<WatchKey, number>();

  /** The keys that nobody watched before. */
  add(keys: readonly WatchKey[]): WatchKey[] {
    return keys.filter((key) => {
      const refs = this.#refs.get(key) ?? 0;
      this.#refs.set(key, refs + 1);
      return refs === 0;
    });
  }

  /** The keys that nobody watches any more. */
  remove(keys: readonly WatchKey[]): WatchKey[] {
    return keys.filter((key) => {
      const refs = (this.#refs.get(key) ?? 0) - 1;
      if (refs > 0) this.#refs.set(key, refs);
      else this.#refs.delete(key);
      return refs <= 0;
    });
  }

  has(key: WatchKey): boolean {
    return this.#refs.has(key);
  }

  keys(): WatchKey[] {
    return [...this.#refs.keys()];
  }
}
