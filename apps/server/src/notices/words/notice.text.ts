import { moneyText } from '../../platform/index.ts';
import type { PricedNotice } from '../notice.subjects.ts';
import { english } from './en.ts';
import type { NoticeLanguage } from './notice.language.ts';
import { russian } from './ru.ts';

/** A notice in words, without the person whom it is for. */
export interface NoticeText {
  about: string;
  line: string;
  /** Path of its page. */
  path: string;
}

/** The language of a person; English where the house does not speak it. */
export function noticeLanguage(locale: string): NoticeLanguage {
  return locale === 'ru' ? russian : english;
}

/** Puts a notice into words. */
export function noticeText(notice: PricedNotice, locale: string): NoticeText {
  const { topic, number, title, lotId, auctionSlug, talk } = notice;
  const language = noticeLanguage(locale);
  const money = (minor: number | null): string | null => (minor === null ? null : moneyText(minor, notice, locale));
  const page = lotId === null ? `/auctions/${auctionSlug}` : `/lots/${lotId}`;
  return {
    about: language.about(number, title),
    line: language.lines[topic]({ price: money(notice.priceMinor), next: money(notice.minimumMinor) }),
    path: talk ? `${page}#talk` : page,
  };
}
