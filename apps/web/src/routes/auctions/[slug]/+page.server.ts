import type { AuctionDetail } from '@rostrum/contract';
import { findLots } from '#lib/finding/find-lots.ts';
import { houseQuery, readWish } from '#lib/finding/lot-wish.ts';
import { readHouse, readStandings } from '#lib/house/read-house.ts';
import { auctionPreview } from '#lib/reach/previews.server.ts';
import type { PageServerLoad } from './$types';

const LOTS_AT_ONCE = 200;

/** An auction with the lots of its catalogue that the address asks for: up to 200, and from a cursor on where there are more. */
export const load: PageServerLoad = async ({ fetch, params, url, locals }) => {
  const path = `/api/auctions/${encodeURIComponent(params.slug)}`;
  const standings = readStandings(fetch, locals.me);
  const auction = await readHouse<AuctionDetail>(fetch, path);
  locals.preview = await auctionPreview(auction, locals);
  const wish = { ...readWish(url.searchParams), auction: '' };
  const query = houseQuery(wish, auction, locals.locale);
  const lots = await findLots(fetch, `${path}/lots`, query.params, url, LOTS_AT_ONCE);
  return { auction, lots, wish, faults: query.faults, standings: await standings };
};
