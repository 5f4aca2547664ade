import type {
  AuctionListing,
  AuctionRow,
  LotLabel,
  LotListing,
  LotPage,
  Paged,
  PageOptions,
  PictureRow,
  RegistrationRow,
} from './catalogue.types.ts';

const unbuilt = (): never => {
  throw new Error('not built yet');
};

export class Catalogue {
  addAuction(row: AuctionRow): Promise<void> {
    return unbuilt();
  }
  auctions(options: PageOptions): Promise<Paged<AuctionListing>> {
    return unbuilt();
  }
  auctionBySlug(slug: string): Promise<AuctionListing | null> {
    return unbuilt();
  }
  auctionsById(ids: readonly string[]): Promise<AuctionListing[]> {
    return unbuilt();
  }
  lotsOf(auctionId: string, options: PageOptions): Promise<Paged<LotListing>> {
    return unbuilt();
  }
  lot(id: string): Promise<LotPage | null> {
    return unbuilt();
  }
  labels(lotIds: readonly string[]): Promise<Map<string, LotLabel>> {
    return unbuilt();
  }
  addPicture(row: PictureRow): Promise<void> {
    return unbuilt();
  }
  pictures(hashes: readonly string[]): Promise<Map<string, PictureRow>> {
    return unbuilt();
  }
  register(auctionId: string, personId: string): Promise<{ paddle: number }> {
    return unbuilt();
  }
  registrations(personId: string): Promise<RegistrationRow[]> {
    return unbuilt();
  }
  setLimit(auctionId: string, personId: string, limitMinor: number | null): Promise<void> {
    return unbuilt();
  }
  setBarred(auctionId: string, personId: string, barred: boolean): Promise<void> {
    return unbuilt();
  }
}
