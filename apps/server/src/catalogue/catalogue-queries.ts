import { Injectable } from '@nestjs/common';
import type { AuctionDetail, AuctionSummary, LotDetail, Page, Picture } from '@rostrum/contract';
import { Catalogue, type AuctionListing, type PageOptions } from '@rostrum/database';
import { LotRelay } from '../bidding/index.ts';
import { refuse } from '../platform/index.ts';
import { presentAuction, presentAuctionDetail, presentPicture } from './auction.presenter.ts';
import { knownAuction } from './known-auction.ts';
import { presentLotDetail } from './lot.presenter.ts';

/**
 * What everybody may read of auctions and lots. What moves of a lot comes from the relay, so that REST and the sockets
 * of a node never contradict each other.
 */
@Injectable()
export class CatalogueQueries {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly relay: LotRelay,
  ) {}

  /** Auctions: open ones first, then those to come, then closed ones. */
  async auctions(page: PageOptions): Promise<Page<AuctionSummary>> {
    const { items, nextCursor } = await this.catalogue.auctions(page);
    const covers = await this.pictures(items.map((auction) => auction.coverHash));
    return { items: items.map((auction) => presentAuction(auction, coverOf(auction, covers))), nextCursor };
  }

  /** Throws NOT_FOUND. */
  async auction(slug: string): Promise<AuctionDetail> {
    const auction = await knownAuction(this.catalogue, slug);
    return presentAuctionDetail(auction, coverOf(auction, await this.pictures([auction.coverHash])));
  }

  /** Throws LOT_UNKNOWN, for a draft too. */
  async lot(id: string): Promise<LotDetail> {
    const [page, [state]] = await Promise.all([this.catalogue.lot(id), this.relay.states([id])]);
    if (page === null || state === undefined) throw refuse('LOT_UNKNOWN');
    const pictures = await this.pictures(page.pictureHashes);
    const shown = page.pictureHashes.flatMap((hash) => pictures.get(hash) ?? []);
    return presentLotDetail(page, state, shown);
  }

  private async pictures(hashes: readonly (string | null)[]): Promise<Map<string, Picture>> {
    const rows = await this.catalogue.pictures([...new Set(hashes.filter((hash) => hash !== null))]);
    return new Map([...rows].map(([hash, row]) => [hash, presentPicture(row)]));
  }
}

function coverOf(auction: AuctionListing, covers: ReadonlyMap<string, Picture>): Picture | null {
  return covers.get(auction.coverHash ?? '') ?? null;
}
