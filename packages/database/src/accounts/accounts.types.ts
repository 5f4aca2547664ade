/** What a person chose for himself. */
export interface Preferences {
  /** IANA zone; null: that of his device. */
  zone: string | null;
  /** ISO 4217; null: none. */
  currency: string | null;
}

/** What a person may change of himself. What is left out stays. */
export interface ProfileChange {
  name?: string | undefined;
  locale?: string | undefined;
  zone?: string | null | undefined;
  currency?: string | null | undefined;
}

/** A session of a person, as he may see it himself. Times are epoch ms. */
export interface OwnSession {
  id: string;
  createdAt: number;
  expiresAt: number;
  userAgent: string | null;
}

/** A lot that somebody leads and that is not over. */
export interface LedLot {
  lotId: string;
  number: number;
  title: string;
}

/** Whether the account was deleted; otherwise what stands against it. */
export type Deletion = { deleted: true } | { deleted: false; why: 'leads' | 'last-owner' | 'gone' };
