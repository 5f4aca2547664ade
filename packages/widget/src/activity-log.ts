import type { HouseClient } from '@rostrum/client';
import type { Activity } from '@rostrum/contract';

const KEPT = 20;

/** What the house did lately, newest first, for all who show it: only the first to watch is told what was before. */
export class ActivityLog {
  #lines: readonly Activity[] = [];
  readonly #hearers = new Set<() => void>();

  constructor(client: HouseClient) {
    client.lots.activity.add((items) => {
      this.#lines = mergeLines(this.#lines, items);
      for (const hear of this.#hearers) hear();
    });
  }

  get lines(): readonly Activity[] {
    return this.#lines;
  }

  onChange(hear: () => void): () => void {
    this.#hearers.add(hear);
    return () => void this.#hearers.delete(hear);
  }
}

/** Both, each line once, newest first. */
export function mergeLines(known: readonly Activity[], fresh: readonly Activity[]): Activity[] {
  const all = new Map([...known, ...fresh].map((line) => [line.id, line]));
  return [...all.values()].sort((a, b) => b.at - a.at).slice(0, KEPT);
}
