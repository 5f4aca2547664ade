import { SvelteMap } from 'svelte/reactivity';
import { refreshAll } from '$app/navigation';
import type { PublicLot } from '@rostrum/contract';
import { house } from './house.ts';
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
    const { lots: channel } = house();
    channel.seed(initial());
    for (const lot of initial()) lots.set(lot.id, channel.get(lot.id) ?? lot);
  });
  $effect(() => {
    const slices = inSlices((lot) => lots.set(lot.id, lot));
    const end = house().lots.watch({ auction: auctionId() }, ({ lot }) => slices.take(lot));
    return () => {
      end();
      slices.stop();
    };
  });
  // What the house takes down leaves the page by the page's own data.
  $effect(() =>
    house().lots.gone.add((ids) => {
      if (ids.some((id) => lots.has(id))) void refreshAll();
    }),
  );
  return { lot: (id) => lots.get(id) };
}
