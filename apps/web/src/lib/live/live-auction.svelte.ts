import { SvelteMap } from 'svelte/reactivity';
import { refreshAll } from '$app/navigation';
import type { PublicLot } from '@rostrum/contract';
import { whenOpen } from './house.ts';
import { inSlices } from './in-slices.ts';

/** The lots of an auction as they move. */
export interface LiveAuction {
  /** A lot's state of now; undefined before the page is live. */
  lot(id: string): PublicLot | undefined;
}

/**
 * Follows every lot of an auction while the component lives, from the states that came with the page.
 */
export function liveAuction(auctionId: () => string, initial: () => readonly PublicLot[]): LiveAuction {
  const lots = new SvelteMap<string, PublicLot>();
  // Apart, so that another choice of lots does not end the watching.
  $effect(() => {
    const first = initial();
    return whenOpen(({ lots: channel }) => {
      channel.seed(first);
      for (const lot of first) lots.set(lot.id, channel.get(lot.id) ?? lot);
    });
  });
  $effect(() => {
    const auction = auctionId();
    return whenOpen((client) => {
      const slices = inSlices((lot) => lots.set(lot.id, lot));
      const end = client.lots.watch({ auction }, ({ lot }) => slices.take(lot));
      return () => {
        end();
        slices.stop();
      };
    });
  });
  // What the house takes down leaves the page by the page's own data.
  $effect(() =>
    whenOpen((client) =>
      client.lots.gone.add((ids) => {
        if (ids.some((id) => lots.has(id))) void refreshAll();
      }),
    ),
  );
  return { lot: (id) => lots.get(id) };
}
