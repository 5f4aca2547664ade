/** What a person is told, as his notices name it. */
export const NOTICE_TOPICS = [
  'outbid',
  'leading',
  'won',
  'lost',
  'extended',
  'closing',
  'paused',
  'voided',
  'declined',
  'opened',
  'bid',
  'auction',
  'answered',
  'mention',
] as const;

/**
 * One of them. `declined`: staff let a bid stand that was called a mistake; `opened` and `bid`: of a watched lot;
 * `auction`: a new one; `answered`: a reply to what he wrote; `mention`: somebody wrote his paddle (`@114`).
 */
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

/** What may pop up on a page: every notice, and that the connection was lost and came back. */
export const TOAST_TOPICS = [...NOTICE_TOPICS, 'connection'] as const;

export type ToastTopic = (typeof TOAST_TOPICS)[number];

/** Ways to be told: a note on the page, a soft tone, a mail, and a push to a browser whose page is closed. */
export const CHANNELS = ['toast', 'sound', 'mail', 'push'] as const;

export type Channel = (typeof CHANNELS)[number];

/** Topics that may be urgent: won always, outbid where the lot closes within the hour. */
export const URGENT_TOPICS: readonly ToastTopic[] = ['outbid', 'won'];

/** By which channels a topic can be told. */
export function channelsOf(topic: ToastTopic): readonly Channel[] {
  return topic === 'connection' ? ['toast'] : CHANNELS;
}

/** How mails come of what is not urgent: each at once, all of a day in one, or not at all. */
export const MAIL_PACES = ['now', 'daily', 'never'] as const;

export type MailPace = (typeof MAIL_PACES)[number];

/** When only what is urgent sounds, pushes or mails: minutes of the day, over midnight where the end lies before the beginning. */
export interface QuietHours {
  from: number;
  to: number;
}

/**
 * Answer of `GET` and `PATCH /api/me/preferences`: for each topic, by which channels it is told. Notices are kept in any
 * case.
 */
export interface Preferences {
  topics: Record<ToastTopic, Record<Channel, boolean>>;
  mailPace: MailPace;
  quiet: QuietHours | null;
  /** IANA zone in which quiet hours and days are counted. */
  zone: string;
  /** False where the house has no mail server, or his address is not confirmed. */
  mails: boolean;
}

/** Body of `PATCH /api/me/preferences`; what is left out stays. */
export interface PreferencesChange {
  topics?: Partial<Record<ToastTopic, Partial<Record<Channel, boolean>>>> | undefined;
  mailPace?: MailPace | undefined;
  quiet?: QuietHours | null | undefined;
  /** Zone of the device; it counts where the account names none. */
  zone?: string | undefined;
}
