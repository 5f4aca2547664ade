import type { EpochMs, Minor } from '@rostrum/contract';

/** A lot with what a mail says of it. */
export interface LetterLot {
  number: number;
  title: string;
  url: string;
  auction: string;
  /** ISO 4217, and minor units are 10^-exponent of it. */
  currency: string;
  exponent: number;
}

/** What is to be said to whom; every word of it comes from the words of a language. Links are null where withheld. */
export type Letter = { name: string; house: string; off?: Off | undefined } & (
  | { kind: 'verification' | 'reset'; url: string | null; validMs: number }
  | { kind: 'outbid'; lot: LetterLot; priceMinor: Minor; minimumMinor: Minor | null; endsAt: EpochMs; zone: string }
  | { kind: 'notice'; about: string; line: string; url: string }
  | { kind: 'notices'; count: number; groups: { about: string; url: string; lines: string[] }[]; url: string }
  | { kind: 'won'; lot: LetterLot; hammerMinor: Minor; totalMinor: Minor; termsUrl: string }
  | {
      kind: 'digest';
      auction: string;
      url: string;
      lots: (LetterLot & { priceMinor: Minor | null; outcome: Outcome })[];
    }
  | { kind: 'account-deleted' }
);

/** How to get no more mails like this one, at once; and where to choose what comes. */
export interface Off {
  url: string;
  choiceUrl: string;
}

/** What became of a lot for the person who is written to. */
export type Outcome = 'won' | 'lost' | 'unsold';

/** A letter in one language, before it is given a form. */
export interface Draft {
  subject: string;
  greeting: string;
  paragraphs: string[];
  /** Headed lists: where each line leads, or all of them. */
  lists: { heading: string; url?: string; lines: { text: string; url?: string }[] }[];
  action: { label: string; url: string } | null;
  /** What stands after the action. */
  closing: string[];
  /** Why the person gets it. */
  why: string;
  /** Links under it. */
  foot: { label: string; url: string }[];
}

/** Writes drafts in one language. */
export type Words = (letter: Letter) => Draft;
