import type { FoundAuction } from '@rostrum/contract';
import { findLots } from '#lib/finding/find-lots.ts';
import { houseQuery, readWish } from '#lib/finding/lot-wish.ts';
import { readStandings } from '#lib/house/read-house.ts';
import type { PageServerLoad } from './$types';

const LOTS_AT_ONCE = 48;

/** The currency that prices can be asked in: of the chosen auction, or of all where they have one. */
function currencyOf(auctions: readonly FoundAuction[], slug: string): FoundAuction | null {
  const concerned = slug === '' ? auctions : auctions.filter((auction) => auction.slug === slug);
  const [first] = concerned;
  const same = (other: FoundAuction) => other.currency === first!.currency && other.exponent === first!.exponent;
  return first && concerned.every(same) ? first : null;
}

/** Lots of all auctions that the address asks for, 48 at a time. */
export const load: PageServerLoad = async ({ fetch, url, locals }) => {
  const standings = readStandings(fetch, locals.me);
  const wish = readWish(url.searchParams);
  const plain = houseQuery(wish, null, locals.locale);
  const first = await findLots(fetch, '/api/lots', plain.params, url, wish.min || wish.max ? 1 : LOTS_AT_ONCE);
  const currency = currencyOf(first.facets.auctions, wish.auction);
  const priced = houseQuery(wish, currency, locals.locale);
  const lots = wish.min || wish.max ? await findLots(fetch, '/api/lots', priced.params, url, LOTS_AT_ONCE) : first;
  const money = currency && { currency: currency.currency, exponent: currency.exponent };
  return { lots, wish, faults: priced.faults, currency: money, standings: await standings };
};
