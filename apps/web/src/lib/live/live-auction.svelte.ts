import { SvelteMap } from 'svelte/reactivity';
import type { PublicLot } from '@rostrum/contract';
import { house } from './house.ts';

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
  $effect(() => {
    const { lots: channel } = house();
    channel.seed(initial());
    for (const lot of initial()) lots.set(lot.id, channel.get(lot.id) ?? lot);
    return channel.watch({ auction: auctionId() }, ({ lot }) => void lots.set(lot.id, lot));
  });
  return { lot: (id) => lots.get(id) };
}
