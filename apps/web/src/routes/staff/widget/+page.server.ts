import type { AuctionDetail, AuctionSummary, LotSummary, Page, StaffWidget } from '@rostrum/contract';
import { readEmbed, type Embed, type EmbedWish } from '#lib/embed/snippet.ts';
import { readAll, readHouse } from '#lib/house/read-house.ts';
import type { PageServerLoad } from './$types';

const LOTS_LISTED = 1_000;

/** What can be chosen, what is chosen, and the element that comes of it. */
export const load: PageServerLoad = async ({ fetch, url, locals }) => {
  const asked = readEmbed(url.searchParams);
  const [{ publicUrl, trustedOrigins }, { items: auctions }] = await Promise.all([
    readHouse<StaffWidget>(fetch, '/api/staff/widget'),
    readHouse<Page<AuctionSummary>>(fetch, '/api/auctions?limit=200'),
  ]);
  const auction = auctions.find(({ slug }) => slug === asked.auction) ?? auctions[0];
  const lots =
    auction && asked.kind === 'lot'
      ? (await readAll<LotSummary>(fetch, `/api/auctions/${encodeURIComponent(auction.slug)}/lots`, LOTS_LISTED)).items
      : [];
  const lot = lots.find(({ id }) => id === asked.lot) ?? lots[0];
  const wish: EmbedWish = { ...asked, auction: auction?.slug ?? '', lot: lot?.id ?? '' };
  return {
    wish,
    house: publicUrl,
    trusted: trustedOrigins,
    auctions: auctions.map(({ slug, title }) => ({ slug, title })),
    lots: lots.map(({ id, number, title }) => ({ id, number, title })),
    embed: embedOf(wish, publicUrl, locals.house?.name ?? publicUrl, auction, lot),
  };
};

/** Null where there is nothing to show yet. */
function embedOf(
  wish: EmbedWish,
  house: string,
  name: string,
  auction: Pick<AuctionDetail, 'slug' | 'title'> | undefined,
  lot: Pick<LotSummary, 'id' | 'title'> | undefined,
): Embed | null {
  const how: [string, string][] = [];
  if (wish.language) how.push(['lang', wish.language]);
  if (wish.theme) how.push(['theme', wish.theme]);
  const element = (own: [string, string][], path: string, text: string): Embed => ({
    name: `rostrum-${wish.kind}`,
    attributes: [...own, ...how],
    href: house + path,
    text,
  });
  if (wish.kind === 'lot') return lot ? element([['lot', lot.id]], `/lots/${lot.id}`, lot.title) : null;
  if (wish.kind === 'auction') {
    return auction ? element([['auction', auction.slug]], `/auctions/${auction.slug}`, auction.title) : null;
  }
  return element([], wish.kind === 'rates' ? '/rates' : '/', name);
}
