import { SvelteMap } from 'svelte/reactivity';
import type { Standing } from '@rostrum/contract';

const standings = new SvelteMap<string, Standing>();

/** Keeps what the house says of the person's lots. */
export function keepStandings(all: readonly Standing[]): void {
  const named = new Set(all.map((standing) => standing.lotId));
  for (const lotId of standings.keys()) if (!named.has(lotId)) standings.delete(lotId);
  for (const standing of all) standings.set(standing.lotId, standing);
}

/** How the person stands on a lot, as last heard live; null where nothing was heard (always on the server). */
export function standingOf(lotId: string): Standing | null {
  return standings.get(lotId) ?? null;
}
