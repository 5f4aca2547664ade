import type { Activity } from '@rostrum/contract';

/** Lines that are kept while the widget is open. */
const KEPT = 60;

/** Both lists in one, each line once, the newest first. */
export function mergeLines(known: readonly Activity[], fresh: readonly Activity[]): Activity[] {
  const byId = new Map([...known, ...fresh].map((line) => [line.id, line]));
  return [...byId.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, KEPT);
}
