/** A bid that its bidder told the house was a mistake. Times are epoch ms. */
export interface MistakeRow {
  /** UUIDv7. */
  id: string;
  personId: string;
  lotId: string;
  /** The order's number in the lot's ledger: for staff and the house only. */
  seq: number;
  note: string;
  askedAt: number;
  state: 'waiting' | 'voided' | 'declined';
  /** What staff said; null where they said nothing. */
  answer: string | null;
  answeredAt: number | null;
}

/** What staff made of it. */
export interface MistakeAnswer {
  state: 'voided' | 'declined';
  answer: string | null;
  answeredAt: number;
  /** Null where the house found that it had been answered in another way. */
  answeredBy: string | null;
  /** Of the notice for its bidder; null where none is needed. */
  noticeId: string | null;
}
