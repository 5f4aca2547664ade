import type { EpochMs, Minor } from './protocol.ts';

/** Longest note that a bidder or staff may write about a mistake. */
export const MISTAKE_NOTE_MAX = 300;

/** What became of a request to take a bid back. */
export type MistakeState = 'waiting' | 'voided' | 'declined';

/** A bid that its bidder told the house was a mistake, as he sees it. Answer of `POST /api/me/lots/:id/mistake`. */
export interface OwnMistake {
  id: string;
  askedAt: EpochMs;
  note: string;
  state: MistakeState;
  /** What staff said. */
  answer: string | null;
  answeredAt: EpochMs | null;
}

/** Answer of `GET /api/me/lots/:id/mistake`. */
export interface OwnMistakes {
  /** The newest first. */
  items: OwnMistake[];
  /** Until when his newest bid may be called a mistake; null where there is none, or it was called one already. */
  askUntil: EpochMs | null;
}

/** Body of `POST /api/me/lots/:id/mistake`. Without `commandId` his newest bid is meant. */
export interface MistakeRequest {
  commandId?: string;
  note?: string;
}

/** A mistake as staff see it: the listed bid, or a raise behind it, and what voiding it would do now. */
export interface StaffMistake extends OwnMistake {
  paddle: number | null;
  lot: { id: string; number: number; title: string; status: string; currency: string; exponent: number };
  /** As the history lists it; null for a raise, which nobody sees. */
  bid: { amountMinor: Minor; at: EpochMs } | null;
  /** Null where there is nothing to void any more. */
  forecast: {
    leaderBefore: number | null;
    leaderAfter: number | null;
    priceBeforeMinor: Minor | null;
    priceAfterMinor: Minor | null;
    told: number;
  } | null;
}

/** Answer of `GET /api/staff/mistakes`: all that wait, the oldest first, and the last that were answered. */
export interface StaffMistakes {
  waiting: StaffMistake[];
  answered: StaffMistake[];
}
