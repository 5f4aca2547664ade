import type { AuctionDetail, LotDetail, LotEventsPage, Me, OwnMistakes } from '@rostrum/contract';
import { readHouse, readStandings } from '#lib/house/read-house.ts';
import type { PageServerLoad } from './$types';

/** What the visitor told the house of his bids here; nothing where it cannot be had, since bidding does not need it. */
async function readMistakes(fetch: typeof globalThis.fetch, me: Me, path: string): Promise<OwnMistakes | null> {
  if (!me.person) return null;
  const response = await fetch(path).catch(() => null);
  return response?.ok ? ((await response.json()) as OwnMistakes) : null;
}

/** How much of a long history comes with the page; the rest is fetched when it is asked for. */
const EVENTS_AT_ONCE = 200;

export const load: PageServerLoad = async ({ fetch, params, url, locals }) => {
  const path = `/api/lots/${encodeURIComponent(params.id)}`;
  const lot = await readHouse<LotDetail>(fetch, path);
  const since = Math.max(0, lot.version - EVENTS_AT_ONCE);
  const [history, standings, auction, mistakes] = await Promise.all([
    readHouse<LotEventsPage>(fetch, `${path}/events?since=${since}&limit=${EVENTS_AT_ONCE}`),
    readStandings(fetch, locals.me),
    readHouse<AuctionDetail>(fetch, `/api/auctions/${encodeURIComponent(lot.auction.slug)}`),
    readMistakes(fetch, locals.me, `/api/me/lots/${encodeURIComponent(params.id)}/mistake`),
  ]);
  return {
    lot,
    // A bid may fall between the two reads; the newer part then comes live.
    events: history.items.filter((event) => event.version <= lot.version),
    standing: standings.find((standing) => standing.lotId === lot.id) ?? null,
    mistakes,
    termsHtml: auction.termsHtml,
    typed: url.searchParams.get('max')?.slice(0, 40) ?? '',
  };
};
