import type { OwnAuction, OwnLot, PublicLot, Standing } from '@rostrum/contract';

/** How a person's bids on a lot stand, as his page sorts them. */
export type BidGroup = 'outbid' | 'leading' | 'won' | 'lost';

/** The order in which groups are shown: first what asks for something. */
export const BID_GROUPS: readonly BidGroup[] = ['outbid', 'leading', 'won', 'lost'];

/**
 * Where a lot belongs; null where no bid of his stands. Reads the lot rather than the standing wherever it can, because
 * the lot's news may come a blink earlier.
 */
export function groupOf(lot: PublicLot, standing: Standing): BidGroup | null {
  if (standing.maxMinor === null) return null;
  const leads = lot.leader !== null && lot.leader === standing.paddle;
  if (lot.status === 'sold') return leads ? 'won' : 'lost';
  if (lot.status === 'passed' || lot.status === 'withdrawn') return 'lost';
  return leads ? 'leading' : 'outbid';
}

/** The lots of each auction, in the order in which they come; auctions without any are left out. */
export function byAuction<T extends Pick<OwnLot, 'lot'>>(
  lots: readonly T[],
  auctions: readonly OwnAuction[],
): { auction: OwnAuction; lots: T[] }[] {
  return [...Map.groupBy(lots, ({ lot }) => lot.auctionId)].flatMap(([auctionId, some]) => {
    const auction = auctions.find(({ id }) => id === auctionId);
    return auction ? [{ auction, lots: some }] : [];
  });
}
