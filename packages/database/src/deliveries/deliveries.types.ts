import type { NewMail } from '../mail/mails.types.ts';
import type { NoticeRow } from '../notices/notices.types.ts';

/** A way to tell somebody something who has no page open. */
export type DeliveryChannel = 'mail' | 'push';

/**
 * What became of it. Waiting for its time (a digest, the end of quiet hours), queued, failed and to be tried again, sent,
 * given up (`failed`), kept for the owner, or not needed any more (`dropped`).
 */
export type DeliveryStatus = 'waiting' | 'queued' | 'retried' | 'sent' | 'failed' | 'kept' | 'dropped';

/** Somebody who may be told something, with what he chose. Times are epoch ms. */
export interface Recipient {
  personId: string;
  /** Neither banned nor of the demo. */
  welcome: boolean;
  /** His address is confirmed. */
  verified: boolean;
  /** Some browser of his takes pushes. */
  push: boolean;
  /** When he was last on line. */
  seenAt: number | null;
  /** IANA zone: the chosen one, else that of his device. */
  zone: string | null;
  mailPace: string;
  /** Minutes of his day. */
  quietFrom: number | null;
  quietTo: number | null;
  /** By `topic channel`, whether it is wanted; what he never chose is left out. */
  chosen: Record<string, boolean>;
}

/** A notice of which nobody has decided yet how it goes out. */
export interface FreshNotice extends NoticeRow {
  /** When its lot ends, as things stand now. */
  lotEndsAt: number | null;
}

/** That a notice goes by a channel, not before `dueAt`. */
export interface DeliveryPlan {
  noticeId: string;
  channel: DeliveryChannel;
  personId: string;
  urgent: boolean;
  dueAt: number;
}

/** A planned one whose time has come. */
export interface DueDelivery extends Omit<FreshNotice, 'id'>, Pick<DeliveryPlan, 'channel' | 'noticeId'> {}

/** Notices that go out together. Its id is that of the mail. */
export type Bundle = { id: string; personId: string; noticeIds: string[] } & (
  { channel: 'mail'; mail: NewMail } | { channel: 'push'; kind: string; urgent: boolean; expiresAt: number }
);

/** What is made of due deliveries. What is named nowhere stays as it is. */
export interface Packing {
  bundles: Bundle[];
  dropped: (Pick<DueDelivery, 'noticeId' | 'channel'> & { reason: string })[];
  /** Of these the time has not come after all. */
  held: (Pick<DueDelivery, 'noticeId' | 'channel'> & { dueAt: number })[];
}

/** A line of the ledger of all that goes out. */
export interface DeliveryRow {
  id: string;
  channel: DeliveryChannel;
  /** Kind of a mail, or topic of a notice. */
  kind: string;
  status: DeliveryStatus;
  attempts: number;
  /** A code; it names nobody. */
  reason: string | null;
  createdAt: number;
  nextAt: number | null;
  sentAt: number | null;
  /** Empty where the person is gone. */
  name: string;
}

/** What became of one notice by one channel. */
export interface NoticeDelivery {
  noticeId: string;
  channel: DeliveryChannel;
  status: DeliveryStatus;
}
