import { Injectable } from '@nestjs/common';
import type { Registration } from '@rostrum/contract';
import { Catalogue } from '@rostrum/database';
import type { SignedIn } from '../accounts/index.ts';
import { refuse } from '../platform/index.ts';
import { statusOf } from './auction.presenter.ts';
import { knownAuction } from './known-auction.ts';

/** Bidders register for an auction, accept its terms, and get a paddle. */
@Injectable()
export class AuctionRegistration {
  constructor(private readonly catalogue: Catalogue) {}

  /**
   * Gives the person his paddle; the same one again when he has it already. Throws NOT_FOUND, MAY_NOT_BID for people of
   * the house and those not yet approved, FORBIDDEN once the auction is over.
   */
  async register(who: Pick<SignedIn, 'personId' | 'role' | 'approved'>, slug: string): Promise<Registration> {
    const auction = await knownAuction(this.catalogue, slug);
    if (who.role !== 'bidder') throw refuse('MAY_NOT_BID', { why: 'staff' }, 'People of the house cannot bid in it.');
    if (!who.approved) throw refuse('MAY_NOT_BID', { why: 'unverified' }, 'Your account is not approved yet.');
    if (statusOf(auction) === 'closed') throw refuse('FORBIDDEN', {}, 'This auction is over.');
    const { paddle } = await this.catalogue.register(auction.id, who.personId);
    return { ok: true, auctionId: auction.id, paddle };
  }
}
