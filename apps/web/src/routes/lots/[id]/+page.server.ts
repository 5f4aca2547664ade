import type { AuctionDetail, LotDetail, LotEventsPage, Me, OwnMistakes } from '@rostrum/contract';
import { writeQuestions } from '#lib/chat/questions.server.ts';
import { readHouse, readStandings } from '#lib/house/read-house.ts';
import { lotPreview } from '#lib/reach/previews.server.ts';
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
  locals.preview = await lotPreview(lot, locals);
  const since = Math.max(0, lot.version - EVENTS_AT_ONCE);
  const [history, standings, auction, mistakes, questionsHtml] = await Promise.all([
    readHouse<LotEventsPage>(fetch, `${path}/events?since=${since}&limit=${EVENTS_AT_ONCE}`),
    readStandings(fetch, locals.me),
    readHouse<AuctionDetail>(fetch, `/api/auctions/${encodeURIComponent(lot.auction.slug)}`),
    readMistakes(fetch, locals.me, `/api/me/lots/${encodeURIComponent(params.id)}/mistake`),
    writeQuestions({ fetch, lot, locals, before: url.searchParams.get('questions') }),
  ]);
  return {
    lot,
    // A bid may fall between the two reads; the newer part then comes live.
    events: history.items.filter((event) => event.version <= lot.version),
    standing: standings.find((standing) => standing.lotId === lot.id) ?? null,
    mistakes,
    questionsHtml,
    termsHtml: auction.termsHtml,
    typed: url.searchParams.get('max')?.slice(0, 40) ?? '',
  };
};
