import { Injectable } from '@nestjs/common';
import type { Notice } from '@rostrum/contract';
import { Catalogue, type NoticeRow } from '@rostrum/database';

/** A notice with what its amounts need: minor units are 10^-exponent of its currency. */
export type PricedNotice = Notice & { exponent: number };

/** Says of notices what they are about, as the catalogue names it now. */
@Injectable()
export class NoticeSubjects {
  constructor(private readonly catalogue: Catalogue) {}

  /** Oldest first. Those whose lot or auction is gone are left out. */
  async present(rows: readonly NoticeRow[]): Promise<PricedNotice[]> {
    const idsOf = (which: 'lotId' | 'auctionId'): string[] => [
      ...new Set(rows.map((row) => row[which]).filter((id) => id !== null)),
    ];
    const [lots, auctions] = await Promise.all([
      this.catalogue.labels(idsOf('lotId')),
      this.catalogue.auctionsById(idsOf('auctionId')),
    ]);
    return rows
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .flatMap((row) => {
        const auction = auctions.find(({ id }) => id === row.auctionId);
        const label = row.lotId === null ? auction && labelOf(auction) : lots.get(row.lotId);
        return label ? [{ ...label, ...wordsOf(row) }] : [];
      });
  }
}

function labelOf({
  id,
  slug,
  title,
  currency,
  exponent,
}: Record<'id' | 'slug' | 'title' | 'currency', string> & { exponent: number }) {
  return { auctionId: id, auctionSlug: slug, number: null, title, currency, exponent };
}

function wordsOf({ id, at, topic, lotId, priceMinor, minimumMinor, urgent, talk, seenAt }: NoticeRow) {
  const said = talk === null ? {} : { talk: talk as NonNullable<Notice['talk']> };
  const money = { priceMinor, minimumMinor };
  return { id, at, topic: topic as Notice['topic'], lotId, ...money, urgent, seen: seenAt !== null, ...said };
}
