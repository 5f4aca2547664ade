import type { LotDetail, LotSummary, Picture, PublicLot } from '@rostrum/contract';
import type { LotListing, LotPage } from '@rostrum/database';
import { renderMarkdown } from './markdown.ts';

/** A lot as the catalogue shows it. Takes from the stored lot only what is public; `state` holds all that moves. */
export function presentLotSummary(
  listing: LotListing,
  state: PublicLot,
  exponent: number,
  picture: Picture | null,
): LotSummary {
  const { title, estimateLowMinor, estimateHighMinor, lot } = listing;
  const { currency, openingMinor } = lot;
  return { ...state, title, currency, exponent, estimateLowMinor, estimateHighMinor, openingMinor, picture };
}

/** A lot with all that its page needs. */
export function presentLotDetail(page: LotPage, state: PublicLot, pictures: Picture[]): LotDetail {
  const { id, slug, title, zone, demo, exponent } = page.auction;
  return {
    ...presentLotSummary(page, state, exponent, pictures[0] ?? null),
    auction: { id, slug, title, zone, demo },
    descriptionHtml: renderMarkdown(page.descriptionMd),
    provenanceHtml: renderMarkdown(page.provenanceMd),
    pictures,
    previousLotId: page.previousLotId,
    nextLotId: page.nextLotId,
  };
}
