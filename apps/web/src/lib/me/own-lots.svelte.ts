import type { OwnLot, OwnLots, PublicLot, Standing } from '@rostrum/contract';
import { refreshAll } from '$app/navigation';
import { liveLots, standingOf } from '#lib/live/index.ts';
import { whenOpen } from '#lib/live/house.ts';

/** A person's lot as it is now. */
export interface OwnLotNow {
  own: OwnLot;
  live: PublicLot;
  standing: Standing;
}

/** A person's lots as they move, while the component lives. A lot that he bids on elsewhere comes with fresh data. */
export function ownLots(mine: () => OwnLots): { readonly all: OwnLotNow[] } {
  const live = liveLots(() => mine().lots.map(({ lot }) => lot));
  const known = $derived(new Set(mine().lots.map(({ lot }) => lot.id)));
  const asked = new Set<string>();
  $effect(() =>
    whenOpen(({ me }) =>
      me.standings.add((standings) => {
        const news = standings.filter(({ lotId }) => !known.has(lotId) && !asked.has(lotId));
        if (news.length === 0) return;
        // Each once: a lot that the page does not list for a reason would else be asked for again and again.
        for (const { lotId } of news) asked.add(lotId);
        void refreshAll();
      }),
    ),
  );
  const all = $derived(
    mine().lots.map((own) => ({
      own,
      live: live.lot(own.lot.id) ?? own.lot,
      standing: standingOf(own.lot.id) ?? own.standing,
    })),
  );
  return {
    get all() {
      return all;
    },
  };
}
