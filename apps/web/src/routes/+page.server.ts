import type { AuctionSummary, LotSummary, Page } from '@rostrum/contract';
import { readAll, readHouse } from '#lib/house/read-house.ts';
import { housePreview } from '#lib/reach/previews.server.ts';
import type { PageServerLoad } from './$types';

const CLOSED_SHOWN = 5;
const LOTS_OF_ONE = 200;

/** The auctions by what they do now, and of each running one the lots, of which the next to close are shown. */
export const load: PageServerLoad = async ({ fetch, locals }) => {
  locals.preview = await housePreview(locals);
  const { items } = await readHouse<Page<AuctionSummary>>(fetch, '/api/auctions?limit=200');
  const of = (status: AuctionSummary['status']) => items.filter((auction) => auction.status === status);
  const running = of('open').sort((a, b) => a.endsAt - b.endsAt);
  const closing = await Promise.all(
    running.slice(0, 3).map(async (auction) => ({
      auction,
      lots: (await readAll<LotSummary>(fetch, `/api/auctions/${auction.slug}/lots`, LOTS_OF_ONE)).items,
    })),
  );
  return {
    running,
    closing,
    coming: of('scheduled').sort((a, b) => a.opensAt - b.opensAt),
    closed: of('closed')
      .sort((a, b) => b.endsAt - a.endsAt)
      .slice(0, CLOSED_SHOWN),
  };
};
