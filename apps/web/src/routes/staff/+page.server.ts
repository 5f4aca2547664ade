import type { AuctionSummary, LotSummary, Page } from '@rostrum/contract';
import { readAll, readHouse } from '#lib/house/read-house.ts';
import type { PageServerLoad } from './$types';

/** Auctions whose lots are listed at once; closed ones are rarely changed. */
const LISTED = 10;
const LOTS_LISTED = 400;

/** The auctions, and the lots of those that are not over. */
export const load: PageServerLoad = async ({ fetch }) => {
  const { items: auctions } = await readHouse<Page<AuctionSummary>>(fetch, '/api/auctions?limit=200');
  const alive = auctions.filter(({ status }) => status !== 'closed').slice(0, LISTED);
  const lots = await Promise.all(
    alive.map(async ({ slug }) => {
      const { items } = await readAll<LotSummary>(fetch, `/api/auctions/${encodeURIComponent(slug)}/lots`, LOTS_LISTED);
      return [
        slug,
        items.map(({ id, number, title, picture }) => ({ id, number, title, hasPicture: !!picture })),
      ] as const;
    }),
  );
  return { auctions, lots: Object.fromEntries(lots) };
};
