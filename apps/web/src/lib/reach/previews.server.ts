import type { AuctionDetail, House, LotDetail } from '@rostrum/contract';
import type { Locale } from '#lib/messages/locale.ts';
import { loadMessages } from '#lib/messages/messages.ts';
import type { LinkPreview } from './link-preview.ts';

/** Who reads, and where the house is served. */
interface Reader {
  locale: Locale;
  house: House | null;
}

/** Of a lot. No price: programs keep what they read for days. */
export async function lotPreview(lot: LotDetail, { locale, house }: Reader): Promise<LinkPreview> {
  const { lot: words } = await loadMessages(locale);
  const at = (path: string): string => (house?.publicUrl ?? '') + path;
  const picture = picturePath(`lots/${lot.id}`, locale, `${lot.status}-${lot.endsAt}`);
  return {
    title: lot.title,
    description: words.summary(lot.title, lot.number),
    picture,
    pictureAlt: lot.picture?.alt || lot.title,
    facts: [
      {
        '@type': 'Product',
        name: lot.title,
        description: plain(lot.descriptionHtml),
        url: at(`/lots/${lot.id}`),
        image: lot.pictures.map(({ hash, width }) => at(`/images/${hash}-${width}.webp`)),
      },
      trail([
        [house?.name ?? lot.auction.title, at('/')],
        [lot.auction.title, at(`/auctions/${lot.auction.slug}`)],
        [`${words.lot(lot.number)}: ${lot.title}`, at(`/lots/${lot.id}`)],
      ]),
    ],
  };
}

/** Of an auction. */
export async function auctionPreview(auction: AuctionDetail, { locale, house }: Reader): Promise<LinkPreview> {
  const url = `${house?.publicUrl ?? ''}/auctions/${auction.slug}`;
  const picture = picturePath(`auctions/${auction.slug}`, locale, `${auction.status}-${auction.endsAt}`);
  return {
    title: auction.title,
    description: auction.summary,
    picture,
    pictureAlt: auction.cover?.alt || auction.title,
    facts: [
      {
        '@type': 'SaleEvent',
        name: auction.title,
        description: auction.summary,
        url,
        image: (house?.publicUrl ?? '') + picture,
        startDate: new Date(auction.opensAt).toISOString(),
        endDate: new Date(auction.endsAt).toISOString(),
        eventStatus: 'https://schema.org/EventScheduled',
        eventAttendanceMode: 'https://schema.org/OnlineEventAttendanceMode',
        location: { '@type': 'VirtualLocation', url },
        organizer: { '@type': 'Organization', name: house?.name, url: house?.publicUrl },
      },
    ],
  };
}

/** Of every other page. */
export async function housePreview({ locale, house }: Reader): Promise<LinkPreview> {
  const { home } = await loadMessages(locale);
  return {
    title: `${house?.name ?? 'Rostrum'} · ${home.title}`,
    description: home.description,
    picture: picturePath('house', locale, ''),
    pictureAlt: home.title,
    facts: [],
  };
}

/** `v` changes with what the picture shows, since whoever keeps one keeps it by its address. */
function picturePath(what: string, locale: Locale, version: string): string {
  return `/previews/${what}.jpg?lang=${locale}${version && `&v=${version}`}`;
}

function trail(steps: [name: string, url: string][]): Record<string, unknown> {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(([name, item], index) => ({ '@type': 'ListItem', position: index + 1, name, item })),
  };
}

const DESCRIPTION_MAX = 300;

/** The words of a house text, without its marks. */
function plain(html: string): string {
  const text = html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\s+/g, ' ')
    .trim();
  return text.length <= DESCRIPTION_MAX ? text : `${text.slice(0, DESCRIPTION_MAX - 1).trimEnd()}…`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
