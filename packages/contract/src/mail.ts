import type { EpochMs } from './protocol.ts';

/** What a mail is about. */
export type MailKind =
  'verification' | 'reset' | 'outbid' | 'won' | 'notice' | 'notices' | 'digest' | 'account-deleted';

/** Waiting, sent, given up, or kept for the owner because the house sends no mail. */
export type MailStatus = 'queued' | 'sent' | 'failed' | 'kept';

/** A mail of the house as its owner sees it. Items of `GET /api/staff/mail`. */
export interface MailSummary {
  id: string;
  kind: MailKind;
  status: MailStatus;
  /** Why it was not sent yet: a code such as `ECONNREFUSED` or `550`. */
  reason: string | null;
  attempts: number;
  createdAt: EpochMs;
  sentAt: EpochMs | null;
  /** When it is tried again; null where it is not. */
  nextAt: EpochMs | null;
  to: { name: string; address: string | null };
  /** It is kept, so it can be opened. */
  opens: boolean;
}

/** A kept mail, opened. Answer of `GET /api/staff/mail/:id`, which notes who asked. */
export interface OpenedMail {
  id: string;
  kind: MailKind;
  createdAt: EpochMs;
  to: { name: string; address: string };
  subject: string;
  text: string;
  /** Why a link that it had is not shown: it is too old, or opens an account of somebody who works here. */
  withheld: 'expired' | 'staff' | null;
  /** Who opened it, the newest first; this time included. */
  openings: { name: string; at: EpochMs }[];
}
