import type { HouseClient } from '@rostrum/client';
import type { EpochMs } from '@rostrum/contract';
import { untrack } from 'svelte';
import { page } from '$app/state';
import { connection } from '#lib/live/connection.svelte.ts';
import { whenOpen } from '#lib/live/house.ts';
import { houseClock } from '#lib/visitor/house-clock.svelte.ts';
import { KNOWN_CACHE, KNOWN_ENTRY, readKnown, withFresh, type Known } from './known.ts';
import { shownFacts } from './shown-facts.ts';

type LayoutData = Pick<App.Locals, 'house' | 'locale' | 'theme' | 'zone'>;

/** While a page is looked at, what is kept of it is at most this old, in ms. */
const EVERY_MS = 15_000;

/**
 * Keeps what the pages show of lots and auctions, for the time when there is no connection; begun once, for as long as the
 * site stands in its tab. Each fact is kept with the last moment at which it was certain: a price is as old as the last
 * word of the house about it.
 */
export function keepKnown(): void {
  let client: HouseClient | null = null;
  whenOpen((opened) => void (client = opened));
  let cameAt: EpochMs = houseClock.now();
  let certainAt: EpochMs = cameAt;

  const keep = (): void => {
    if (connection.fresh) certainAt = houseClock.now();
    const facts = shownFacts(
      page.data,
      (summary) => {
        const lot = client?.lots.get(summary.id);
        return lot ? { lot, asOf: certainAt } : { lot: summary, asOf: cameAt };
      },
      cameAt,
    );
    if (facts.lots.length + facts.auctions.length > 0)
      void write({ ...readerOf(page.data as LayoutData & typeof page.data), ...facts });
  };

  $effect.root(() => {
    $effect(() => {
      void page.data;
      untrack(() => {
        cameAt = houseClock.now();
        certainAt = cameAt;
        keep();
      });
    });
  });
  setInterval(() => document.visibilityState === 'visible' && keep(), EVERY_MS);
  document.addEventListener('visibilitychange', keep);
}

function readerOf({ house, locale, theme, zone }: LayoutData): Omit<Known, 'lots' | 'auctions'> {
  return { house: house?.name ?? 'Rostrum', locale, theme, zone };
}

/** Where storage is full or forbidden, nothing is kept. */
async function write(fresh: Known): Promise<void> {
  try {
    const cache = await caches.open(KNOWN_CACHE);
    const known = withFresh(await readKnown(await cache.match(KNOWN_ENTRY)), fresh);
    await cache.put(KNOWN_ENTRY, Response.json(known));
    const pictures = new Set(known.lots.map(({ picture }) => picture).filter((path) => path?.startsWith('/')));
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      if (pathname !== KNOWN_ENTRY && !pictures.delete(pathname)) await cache.delete(pathname);
    }
    for (const path of pictures) await cache.add(path!);
  } catch {
    return;
  }
}
