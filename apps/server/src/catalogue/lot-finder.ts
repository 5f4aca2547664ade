import { Injectable } from '@nestjs/common';
import type { FoundLots, LotQuery, LotSort, LotSummary } from '@rostrum/contract';
import {
  Catalogue,
  Finding,
  type AuctionListing,
  type LotListing,
  type LotWish,
  type PageOptions,
} from '@rostrum/database';
import { LotRelay } from '../bidding/index.ts';
import { presentPicture } from './auction.presenter.ts';
import { knownAuction } from './known-auction.ts';
import { facetsOf } from './lot-facets.ts';
import { presentLotSummary } from './lot.presenter.ts';

/** A query that was checked. */
type CheckedQuery = Omit<LotQuery, 'limit' | 'cursor'> & PageOptions;

/** Finds lots for everybody, by what everybody may know. What moves of a lot comes from the relay, as everywhere. */
@Injectable()
export class LotFinder {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly finding: Finding,
    private readonly relay: LotRelay,
  ) {}

  /** Lots of all auctions, what ends next first. Throws NOT_FOUND for an auction that is none, BrokenCursor. */
  async find(query: CheckedQuery): Promise<FoundLots> {
    const auction = query.auction === undefined ? null : await knownAuction(this.catalogue, query.auction);
    return this.answer({ ...wishOf(query), auctionId: auction?.id }, query.sort ?? 'ending', query);
  }

  /** Lots of one auction, by number. Throws NOT_FOUND, BrokenCursor. */
  async findIn(slug: string, query: CheckedQuery): Promise<FoundLots> {
    const auction = await knownAuction(this.catalogue, slug);
    return this.answer({ ...wishOf(query), auctionId: auction.id }, query.sort ?? 'number', query, auction);
  }

  /** Some lots with their auctions, in no order; unknown ones and drafts are left out. */
  async byId(ids: readonly string[]): Promise<{ lots: LotSummary[]; auctions: AuctionListing[] }> {
    const found = await this.catalogue.lotsById(ids);
    const auctions = await this.catalogue.auctionsById([...new Set(found.map(({ lot }) => lot.auctionId))]);
    return { lots: await this.summaries(found, auctions), auctions };
  }

  /** Within an auction the others are not counted. */
  private async answer(wish: LotWish, sort: LotSort, page: PageOptions, within?: AuctionListing): Promise<FoundLots> {
    const { items, nextCursor } = await this.finding.lots(wish, sort, page);
    const counts = await this.finding.counts({
      ...wish,
      auctionId: within?.id,
      category: undefined,
      status: undefined,
    });
    const named = new Set([...counts.map(({ auctionId }) => auctionId), ...items.map(({ lot }) => lot.auctionId)]);
    const auctions = within ? [within] : await this.catalogue.auctionsById([...named]);
    return { items: await this.summaries(items, auctions), nextCursor, ...facetsOf(counts, wish, auctions) };
  }

  private async summaries(found: readonly LotListing[], auctions: readonly AuctionListing[]): Promise<LotSummary[]> {
    const hashes = found.flatMap(({ pictureHashes }) => pictureHashes.slice(0, 1));
    const [states, pictures] = await Promise.all([
      this.relay.states(found.map(({ lot }) => lot.id)),
      this.catalogue.pictures([...new Set(hashes)]),
    ]);
    const stateOf = new Map(states.map((state) => [state.id, state]));
    const exponentOf = new Map(auctions.map(({ id, exponent }) => [id, exponent]));
    return found.flatMap((listing) => {
      const state = stateOf.get(listing.lot.id);
      const exponent = exponentOf.get(listing.lot.auctionId);
      if (state === undefined || exponent === undefined) return [];
      const picture = pictures.get(listing.pictureHashes[0] ?? '');
      return [presentLotSummary(listing, state, exponent, picture ? presentPicture(picture) : null)];
    });
  }
}

/** Blank words and a blank category are no wish: so an empty field of a form asks for everything. */
function wishOf({ q, category, status, min, max }: CheckedQuery): LotWish {
  const text = q?.trim() === '' ? undefined : q;
  return { text, category: category === '' ? undefined : category, status, minMinor: min, maxMinor: max };
}
