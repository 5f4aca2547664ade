import { Injectable } from '@nestjs/common';
import type { NoticeTopic } from '@rostrum/contract';
import { Catalogue, Mails, type AuctionListing, type ClaimedMail, type LotPage } from '@rostrum/database';
import { isOver, minimumOf, priceToPay } from '@rostrum/domain';
import { UnsubscribingDesk } from '../notices/index.ts';
import { Env } from '../platform/index.ts';
import type { Letter, LetterLot, Off } from './letter.ts';
import { NoticeLetters } from './notice.letters.ts';

/** What a letter is made of. */
type Source = Pick<
  ClaimedMail,
  'id' | 'locale' | 'kind' | 'about' | 'data' | 'name' | 'zone' | 'personId' | 'createdAt' | 'expiresAt'
>;

/** What a link at the foot turns off, where the mail does not say so itself. */
const OFF_BY_KIND: Partial<Record<Source['kind'], NoticeTopic>> = { outbid: 'outbid', won: 'won', digest: 'lost' };

/** The pages that take the tokens. */
const TOKEN_PAGES = { verification: 'verify', reset: 'reset' } as const;

/** Looks up what a mail's words need, at the moment when they are written. */
@Injectable()
export class MailLetters {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly mails: Mails,
    private readonly notices: NoticeLetters,
    private readonly unsubscribing: UnsubscribingDesk,
    private readonly env: Env,
  ) {}

  /** Null where there is nothing to say any more: the lot or the auction is gone. */
  async of(mail: Source): Promise<Letter | null> {
    const letter = await this.#of(mail);
    return letter && { ...letter, off: await this.#off(mail) };
  }

  async #of(mail: Source): Promise<Letter | null> {
    switch (mail.kind) {
      case 'verification':
      case 'reset':
        return this.#withToken(mail, mail.kind);
      case 'outbid':
      case 'won':
        return this.#ofLot(mail, await this.catalogue.lot(mail.about));
      case 'notice':
      case 'notices': {
        const body = await this.notices.of(mail.id, mail.locale);
        return body && { ...this.#frame(mail), ...body };
      }
      case 'digest':
        return this.#digest(mail);
      case 'account-deleted':
        return { kind: mail.kind, ...this.#frame(mail) };
    }
  }

  /** Whether an outbid bidder can still do something about it. */
  async ofUse({ kind, about, personId }: Source): Promise<boolean> {
    if (kind !== 'outbid') return true;
    const page = await this.catalogue.lot(about);
    return page !== null && !isOver(page.lot) && page.lot.leaderId !== personId;
  }

  /** Whoever opened the account chose its name: it is not repeated to an address that may be somebody else's. */
  #withToken(mail: Source, kind: 'verification' | 'reset'): Letter {
    const { token } = mail.data;
    const url =
      token === undefined ? null : `${this.env.publicUrl}/${TOKEN_PAGES[kind]}?token=${encodeURIComponent(token)}`;
    const name = kind === 'verification' ? '' : mail.name;
    return { kind, ...this.#frame(mail), name, url, validMs: mail.expiresAt - mail.createdAt };
  }

  #ofLot(mail: Source, page: LotPage | null): Letter | null {
    if (page === null) return null;
    const { lot, auction } = page;
    const frame = { ...this.#frame(mail), lot: this.#lot({ ...page, lotId: lot.id, number: lot.number }, auction) };
    const priceMinor = lot.priceMinor ?? mail.data.priceMinor ?? 0;
    if (mail.kind === 'won') {
      const { totalMinor } = priceToPay(priceMinor, auction.premium);
      const termsUrl = this.#auctionUrl(auction);
      return { kind: 'won', ...frame, hammerMinor: priceMinor, totalMinor, termsUrl };
    }
    const minimumMinor = isOver(lot) ? null : minimumOf(lot);
    const zone = mail.zone ?? auction.zone;
    return { kind: 'outbid', ...frame, priceMinor, minimumMinor, endsAt: lot.endsAt, zone };
  }

  async #digest(mail: Source): Promise<Letter | null> {
    const [[auction], lots] = await Promise.all([
      this.catalogue.auctionsById([mail.about]),
      this.mails.digest(mail.personId ?? '', mail.about),
    ]);
    if (auction === undefined || lots.length === 0) return null;
    return {
      kind: 'digest',
      ...this.#frame(mail),
      auction: auction.title,
      url: this.#auctionUrl(auction),
      lots: lots.map((lot) => ({ ...this.#lot(lot, auction), priceMinor: lot.priceMinor, outcome: lot.outcome })),
    };
  }

  /** Nothing for what an account cannot do without. */
  async #off({ kind, personId, data }: Source): Promise<Off | undefined> {
    const what = data.off ?? OFF_BY_KIND[kind];
    if (personId === null || what === undefined) return undefined;
    const url = await this.unsubscribing.linkFor(personId, what);
    return url === undefined ? undefined : { url, choiceUrl: `${this.env.publicUrl}/me/preferences` };
  }

  #frame({ name }: Source): { name: string; house: string } {
    return { name, house: new URL(this.env.publicUrl).host };
  }

  #lot({ lotId, number, title }: { lotId: string; number: number; title: string }, auction: AuctionListing): LetterLot {
    const { currency, exponent } = auction;
    return { number, title, url: `${this.env.publicUrl}/lots/${lotId}`, auction: auction.title, currency, exponent };
  }

  #auctionUrl({ slug }: AuctionListing): string {
    return `${this.env.publicUrl}/auctions/${slug}`;
  }
}
