import type { AuctionDetail, Language, LotDetail, Picture } from '@rostrum/contract';
import { HOUSE_NAME } from '../catalogue/index.ts';
import { momentText, moneyText } from '../platform/index.ts';
import { legible } from './card.fonts.ts';
import type { Card } from './card.ts';
import { cardWords, type CardWords } from './card.words.ts';

/** Where the file of a picture lies; null where it is none of ours. */
type PathOf = (picture: Picture) => string | null;
type Fact = Card['facts'][number];

/**
 * A lot's card. The price of a lot that still moves is left out: a picture of a link is kept for days. A hammer price
 * stays as it is, and stands with its date.
 */
export function lotCard(lot: LotDetail, language: Language, pathOf: PathOf): Card {
  const words = cardWords(language);
  return {
    house: HOUSE_NAME,
    above: [words.lot(lot.number), legible(lot.auction.title)].filter(Boolean).join(' · '),
    title: legible(lot.title) || words.lot(lot.number),
    facts: [...estimateOf(lot, words, language), ...courseOf(lot, words, language)].slice(0, 2),
    remark: lot.auction.demo ? words.demo : '',
    picture: lot.picture && pathOf(lot.picture),
  };
}

/** An auction's card. */
export function auctionCard(auction: AuctionDetail, language: Language, pathOf: PathOf): Card {
  const words = cardWords(language);
  const at = auction.status === 'scheduled' ? auction.opensAt : auction.endsAt;
  return {
    house: HOUSE_NAME,
    above: words.lots(auction.lotCount),
    title: legible(auction.title) || HOUSE_NAME,
    facts: [{ label: words.auctionAt[auction.status], value: momentText(at, auction.zone, language) }],
    remark: auction.demo ? words.demo : '',
    picture: auction.cover && pathOf(auction.cover),
  };
}

/** The card of every other page. */
export function houseCard(language: Language): Card {
  const words = cardWords(language);
  return { house: HOUSE_NAME, above: '', title: words.auctions, facts: [], remark: words.houseLine, picture: null };
}

function estimateOf(lot: LotDetail, words: CardWords, language: Language): Fact[] {
  if (lot.status === 'sold') {
    return lot.priceMinor === null ? [] : [{ label: words.hammer, value: moneyText(lot.priceMinor, lot, language) }];
  }
  const [low, high] = [lot.estimateLowMinor, lot.estimateHighMinor].map(
    (minor) => minor !== null && moneyText(minor, lot, language),
  );
  const value = low && high && low !== high ? `${low} – ${high}` : low || high;
  return value ? [{ label: words.estimate, value }] : [];
}

function courseOf(lot: LotDetail, words: CardWords, language: Language): Fact[] {
  if (lot.status === 'paused') return [{ label: '', value: words.paused }];
  if (lot.status === 'withdrawn') return [{ label: '', value: words.withdrawn }];
  const at = lot.status === 'scheduled' ? lot.startsAt : lot.endsAt;
  return [{ label: words.lotAt[lot.status], value: momentText(at, lot.auction.zone, language) }];
}
