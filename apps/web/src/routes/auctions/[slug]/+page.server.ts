import type { AuctionDetail, LotSummary, Page } from '@rostrum/contract';
import { readAll, readHouse, readStandings } from '#lib/house/read-house.ts';
import type { PageServerLoad } from './$types';

const LOTS_AT_ONCE = 200;

/** An auction with its catalogue: all of it up to 200 lots, and from a cursor on where there are more. */
export const load: PageServerLoad = async ({ fetch, params, url, locals }) => {
  const path = `/api/auctions/${encodeURIComponent(params.slug)}`;
  const cursor = url.searchParams.get('from');
  const [auction, lots, standings] = await Promise.all([
    readHouse<AuctionDetail>(fetch, path),
    cursor
      ? readHouse<Page<LotSummary>>(fetch, `${path}/lots?limit=${LOTS_AT_ONCE}&cursor=${encodeURIComponent(cursor)}`)
      : readAll<LotSummary>(fetch, `${path}/lots`, LOTS_AT_ONCE),
    readStandings(fetch, locals.me),
  ]);
  return { auction, lots, standings };
};
