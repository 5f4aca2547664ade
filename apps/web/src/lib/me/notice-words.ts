import type { Notice } from '@rostrum/contract';
import { currencyOf } from '#lib/format/currency-of.ts';
import { decimalText } from '#lib/format/money.ts';
import type { MeMessages } from '#lib/messages/shape.ts';
import type { Visitor } from '#lib/visitor/visitor.svelte.ts';

/** A notice as a person reads it, and the one thing that he may want to do about it. */
export interface NoticeWords {
  /** `Lot 12 · A walnut chair`; an auction's title where there is no lot. */
  lot: string;
  line: string;
  action: string;
  href: string;
}

/** The lot's page with an amount waiting in its field. Nothing is bid by following it. */
export function bidLink(lotId: string, minor: number, currency: { currency: string; exponent: number }): string {
  return `/lots/${lotId}?max=${decimalText(minor, currency.exponent)}#bid`;
}

/** Puts a notice into words. */
export function noticeWords(notice: Notice, visitor: Visitor, t: MeMessages): NoticeWords {
  const currency = currencyOf(notice.currency);
  const money = (minor: number | null) => (minor === null ? null : visitor.money(minor, currency));
  const next = money(notice.minimumMinor);
  const { lotId, number, talk } = notice;
  const page = lotId === null ? `/auctions/${notice.auctionSlug}` : `/lots/${lotId}`;
  const bids = notice.topic === 'outbid' && lotId !== null && next !== null && notice.minimumMinor !== null;
  return {
    lot: number === null ? notice.title : `${visitor.words.lot.lot(number)} · ${notice.title}`,
    line: t.notice[notice.topic]({ price: money(notice.priceMinor), next }),
    action: bids ? t.bidNext(next) : talk ? t.readTalk : lotId === null ? t.seeCatalogue : t.seeLot,
    href: bids ? bidLink(lotId, notice.minimumMinor!, currency) : talk ? `${page}#talk` : page,
  };
}
