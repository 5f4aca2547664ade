import { SvelteMap } from 'svelte/reactivity';
import type { PublicLot } from '@rostrum/contract';
import { whenOpen } from './house.ts';
import { inSlices } from './in-slices.ts';
import type { LiveAuction } from './live-auction.svelte.ts';

/** At most so many are followed; the house takes no more in one question. */
const FOLLOWED = 200;

/** Follows lots of any auctions while the component lives, from the states that came with the page. */
export function liveLots(initial: () => readonly PublicLot[]): LiveAuction {
  const lots = new SvelteMap<string, PublicLot>();
  $effect(() => {
    const first = initial();
    const moving = first.filter(({ status }) => status === 'open' || status === 'paused' || status === 'scheduled');
    const ids = moving.slice(0, FOLLOWED).map(({ id }) => id);
    return whenOpen(({ lots: channel }) => {
      channel.seed(first);
      for (const lot of first) lots.set(lot.id, channel.get(lot.id) ?? lot);
      const slices = inSlices((lot) => lots.set(lot.id, lot));
      const end = channel.watch({ lots: ids }, ({ lot }) => slices.take(lot));
      return () => {
        end();
        slices.stop();
      };
    });
  });
  return { lot: (id) => lots.get(id) };
}
