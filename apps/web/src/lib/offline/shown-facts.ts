import type { AuctionSummary, EpochMs, LotDetail, LotSummary, PublicLot } from '@rostrum/contract';
import type { KnownAuction, KnownLot } from './known.ts';

/** As many lots of a list as are kept: those that close next. */
const OF_A_LIST = 12;

/** The part of a page's data that tells of lots and auctions; pages of one person have none of it. */
interface PageFacts {
  lot?: LotDetail;
  auction?: AuctionSummary;
  lots?: { items?: LotSummary[] };
  running?: AuctionSummary[];
  closing?: { auction: AuctionSummary; lots: LotSummary[] }[];
}

/** What is known now of a lot that moves, and since when it is so. */
export type Stand = (lot: LotSummary) => { lot: PublicLot; asOf: EpochMs };

/** What a page shows of lots and auctions, as they stand. */
export function shownFacts(
  data: PageFacts,
  stand: Stand,
  asOf: EpochMs,
): { auctions: KnownAuction[]; lots: KnownLot[] } {
  const { lot, auction, lots, running = [], closing = [] } = data;
  if (lot) return { auctions: [], lots: [factsOf(lot, lot.auction.title, stand, smallPicture(lot))] };
  const listed = auction ? [{ auction, lots: lots?.items ?? [] }] : closing;
  return {
    auctions: (auction ? [auction] : running).map(({ slug, title, status, opensAt, endsAt }) => ({
      slug,
      title,
      status,
      opensAt,
      endsAt,
      asOf,
    })),
    lots: listed
      .flatMap((part) => part.lots.map((item) => factsOf(item, part.auction.title, stand, tinyPicture(item))))
      .sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || a.endsAt - b.endsAt)
      .slice(0, OF_A_LIST),
  };
}

function factsOf(summary: LotSummary, auction: string, stand: Stand, picture: string | null): KnownLot {
  const { id, number, title, currency, exponent } = summary;
  const { lot, asOf } = stand(summary);
  const { status, priceMinor, startsAt, endsAt } = lot;
  return { id, number, title, auction, status, priceMinor, currency, exponent, startsAt, endsAt, picture, asOf };
}

/** A lot that was opened is worth a real picture. */
function smallPicture({ picture }: LotSummary): string | null {
  return picture && `/images/${picture.hash}-${picture.widths[0]}.webp`;
}

/** What came with the list anyway. */
function tinyPicture({ picture }: LotSummary): string | null {
  return picture?.placeholder ?? null;
}

function isOver({ status }: Pick<KnownLot, 'status'>): boolean {
  return status === 'sold' || status === 'passed' || status === 'withdrawn';
}
