/** Something that a person was told. Times are epoch ms; `seq` is that of the event it follows from, 0 where it follows from the clock. */
export interface NoticeRow {
  /** UUIDv7: their order is that of time. */
  id: string;
  personId: string;
  /** Null where it is about an auction. */
  lotId: string | null;
  /** Null where it is about a lot. */
  auctionId: string | null;
  seq: number;
  topic: string;
  at: number;
  priceMinor: number | null;
  minimumMinor: number | null;
  /** It waits for no digest and for no morning. */
  urgent: boolean;
  /** Where it was said, of what follows from talk: JSON for who wrote it. */
  talk: unknown;
  seenAt: number | null;
}

/** A notice to be written: unique on (person, lot or auction, seq, topic). */
export type NewNotice = Pick<
  NoticeRow,
  'id' | 'personId' | 'lotId' | 'seq' | 'topic' | 'at' | 'priceMinor' | 'minimumMinor'
> &
  Partial<Pick<NoticeRow, 'auctionId' | 'urgent' | 'talk'>>;
