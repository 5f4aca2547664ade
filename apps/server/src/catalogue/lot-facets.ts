import { FOUND_STATUSES, type FoundAuction, type LotFacets } from '@rostrum/contract';
import type { AuctionListing, LotCount, LotWish } from '@rostrum/database';

type Choice = Pick<LotWish, 'auctionId' | 'category' | 'status'>;

/**
 * What there would be with another category, status or auction. `counts` are those of the wish without these three, so
 * that what is chosen does not hide what else could be chosen.
 */
export function facetsOf(
  counts: readonly LotCount[],
  chosen: Choice,
  auctions: readonly AuctionListing[],
): { total: number; facets: LotFacets } {
  const categories = sums(fitting(counts, { ...chosen, category: undefined }), ({ category }) => category);
  const statuses = sums(fitting(counts, { ...chosen, status: undefined }), ({ status }) => status);
  const perAuction = sums(fitting(counts, { ...chosen, auctionId: undefined }), ({ auctionId }) => auctionId);
  return {
    total: fitting(counts, chosen).reduce((total, { count }) => total + count, 0),
    facets: {
      categories: [...categories]
        .map(([category, count]) => ({ category, count }))
        .toSorted((a, b) => a.category.localeCompare(b.category)),
      statuses: FOUND_STATUSES.flatMap((status) => {
        const count = statuses.get(status);
        return count === undefined ? [] : [{ status, count }];
      }),
      auctions: auctions
        .toSorted((a, b) => (b.lastEndsAt ?? 0) - (a.lastEndsAt ?? 0) || (a.slug < b.slug ? -1 : 1))
        .flatMap((auction) => {
          const count = perAuction.get(auction.id);
          return count === undefined ? [] : [{ ...labelOf(auction), count }];
        }),
    },
  };
}

function labelOf({ id, slug, title, zone, currency, exponent }: AuctionListing): FoundAuction {
  return { id, slug, title, zone, currency, exponent };
}

function fitting(counts: readonly LotCount[], { auctionId, category, status }: Choice): LotCount[] {
  return counts.filter(
    (count) =>
      (auctionId === undefined || count.auctionId === auctionId) &&
      (category === undefined || count.category === category) &&
      (status === undefined || count.status === status),
  );
}

function sums<Key>(counts: readonly LotCount[], keyOf: (count: LotCount) => Key): Map<Key, number> {
  const sums = new Map<Key, number>();
  for (const count of counts) sums.set(keyOf(count), (sums.get(keyOf(count)) ?? 0) + count.count);
  return sums;
}
