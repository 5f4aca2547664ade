import type { AuctionListing, Catalogue } from '@rostrum/database';
import { refuse } from '../platform/index.ts';

const SLUG = /^[a-z0-9][a-z0-9-]{0,99}$/;

/** The auction of an address. Throws NOT_FOUND, for what could never be one without asking the database. */
export async function knownAuction(catalogue: Catalogue, slug: string): Promise<AuctionListing> {
  const auction = SLUG.test(slug) ? await catalogue.auctionBySlug(slug) : null;
  if (auction === null) throw refuse('NOT_FOUND');
  return auction;
}
