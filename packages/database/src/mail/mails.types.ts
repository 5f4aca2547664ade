/** What a mail is about; each has words of its own. */
export type MailKind =
  'verification' | 'reset' | 'outbid' | 'won' | 'notice' | 'notices' | 'digest' | 'account-deleted';

/** Queued to be sent, sent, given up, or kept for the owner because the house sends no mail. */
export type MailStatus = 'queued' | 'sent' | 'failed' | 'kept';

/** What a mail's words need, and cannot be read when it is sent. Amounts are minor units. */
export interface MailData {
  /** Of a verification or a reset. It is dropped once the mail was sent or is too old. */
  token?: string;
  priceMinor?: number;
  minimumMinor?: number | null;
  /** What the link at its foot turns off: a topic, or `pace:` and the one to go back to, of all that are not urgent. */
  off?: string;
  /** Of a person who will be gone. */
  name?: string;
}

/** A mail to be queued. Times are epoch ms. Who is banned or belongs to the demo gets none. */
export interface NewMail {
  id: string;
  personId: string;
  kind: Exclude<MailKind, 'account-deleted' | 'digest'>;
  /** Names what it follows from: for one kind and cause there is one mail. */
  cause: string;
  /** The lot, auction or person that it speaks of. */
  about: string;
  data: MailData;
  status: 'queued' | 'kept';
  nextAt: number;
  /** After this it is of no use. */
  expiresAt: number;
  createdAt: number;
  /** Not where the person was on line after this. */
  unlessSeenSince?: number;
  /** Not where he got one of this kind about the same after this. */
  unlessMailedSince?: number;
  /** Only to an address that its person has confirmed. */
  verifiedOnly?: boolean;
}

/** The digests of an auction, one for each person who lost a lot in it. */
export interface NewDigests extends Pick<NewMail, 'status' | 'nextAt' | 'expiresAt' | 'createdAt' | 'verifiedOnly'> {
  auctionId: string;
}

/** A mail that somebody has claimed, and must send before the claim ends. */
export interface ClaimedMail {
  id: string;
  kind: MailKind;
  about: string;
  data: MailData;
  locale: string;
  /** The claim's number, counted from 1. */
  attempts: number;
  createdAt: number;
  expiresAt: number;
  personId: string | null;
  name: string;
  address: string;
  /** IANA zone that the person chose. */
  zone: string | null;
}

/** A mail as the owner sees it in the list. */
export interface MailRow {
  id: string;
  kind: MailKind;
  status: MailStatus;
  /** A code such as `ECONNREFUSED` or `550`. */
  reason: string | null;
  attempts: number;
  createdAt: number;
  sentAt: number | null;
  nextAt: number;
  personId: string | null;
  name: string;
  address: string | null;
  role: string | null;
}

/** A kept mail with all that its words need, and who opened it, the newest first. */
export interface KeptMail extends ClaimedMail {
  status: MailStatus;
  role: string | null;
  openings: { name: string; at: number }[];
}

/** A lot that a person has bid on, after the auction. */
export interface DigestLot {
  lotId: string;
  number: number;
  title: string;
  priceMinor: number | null;
  outcome: 'won' | 'lost' | 'unsold';
}
