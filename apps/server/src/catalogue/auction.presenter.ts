import type { AuctionDetail, AuctionStatus, AuctionSummary, Picture } from '@rostrum/contract';
import type { AuctionListing, PictureRow } from '@rostrum/database';
import type { Ladder } from '@rostrum/domain';
import { renderMarkdown } from './markdown.ts';

/** Where an auction stands: this follows from its lots alone. */
export function statusOf(auction: AuctionListing): AuctionStatus {
  if (auction.openCount > 0) return 'open';
  if (auction.scheduledCount > 0 || auction.lotCount === 0) return 'scheduled';
  return 'closed';
}

/** An auction as lists show it. */
export function presentAuction(auction: AuctionListing, cover: Picture | null): AuctionSummary {
  const { id, slug, title, summary, currency, exponent, zone, opensAt, lotCount, demo } = auction;
  const endsAt = auction.lastEndsAt ?? auction.firstEndsAt;
  const status = statusOf(auction);
  return { id, slug, title, summary, status, currency, exponent, zone, opensAt, endsAt, lotCount, cover, demo };
}

/** An auction with its rules and its texts as HTML. */
export function presentAuctionDetail(auction: AuctionListing, cover: Picture | null): AuctionDetail {
  const { windowMs, extensionMs, mode } = auction.softClose;
  return {
    ...presentAuction(auction, cover),
    descriptionHtml: renderMarkdown(auction.descriptionMd),
    termsHtml: renderMarkdown(auction.termsMd),
    ladder: stepsOf(auction.ladder),
    softClose: { windowMs, extensionMs, mode },
    premiumTiers: auction.premium.tiers,
    tax: auction.premium.tax,
  };
}

/** A stored picture as pages take it. */
export function presentPicture({ hash, width, height, widths, alt, placeholder, credit }: PictureRow): Picture {
  return { hash, width, height, widths, alt, placeholder, credit };
}

/** Prices at which a percentage is written out, in minor units. */
const SHOWN_FROM = [0, 10_000, 100_000, 1_000_000];

/** Every ladder as a table to read; a percentage gives its steps at a few round prices. */
function stepsOf(ladder: Ladder): { fromMinor: number; stepMinor: number }[] {
  if (ladder.kind === 'table') return ladder.steps.map(({ fromMinor, stepMinor }) => ({ fromMinor, stepMinor }));
  if (ladder.kind === 'flat') return [{ fromMinor: 0, stepMinor: ladder.stepMinor }];
  const { rateBp, floorMinor } = ladder;
  return SHOWN_FROM.map((fromMinor) => ({
    fromMinor,
    stepMinor: Math.max(floorMinor, Math.ceil((fromMinor * rateBp) / 10_000)),
  }));
}
