import type { MailPace, NoticeTopic } from './preferences.ts';

/** Answer of `GET /api/unsubscribe/:token`: what the link at the foot of a mail turns off, and whether it is off. */
export interface Unsubscribing {
  /** One topic; null: every mail that is not urgent. */
  topic: NoticeTopic | null;
  off: boolean;
  /** How mails come again when it is taken back; null for a topic. */
  pace: MailPace | null;
}
