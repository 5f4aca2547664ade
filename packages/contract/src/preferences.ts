import type { Notice } from './sockets.ts';
import type { Page } from './rest.ts';

/** What a person is told, as his notices name it. */
export const NOTICE_TOPICS = ['outbid', 'leading', 'won', 'lost', 'extended', 'closing', 'paused', 'voided'] as const;

/** What may pop up on a page: every notice, and that the connection was lost and came back. */
export const TOAST_TOPICS = [...NOTICE_TOPICS, 'connection'] as const;

export type ToastTopic = (typeof TOAST_TOPICS)[number];

/** Answer of `GET` and `PATCH /api/me/preferences`: for each topic, whether it pops up. Notices are kept in any case. */
export interface Preferences {
  topics: Record<ToastTopic, { toast: boolean }>;
}

/** Body of `PATCH /api/me/preferences`; what is left out stays. */
export interface PreferencesChange {
  topics: Partial<Record<ToastTopic, { toast: boolean }>>;
}

/** Answer of `GET /api/me/notices`: a page, the newest first, and how many of all are unseen. */
export interface NoticesPage extends Page<Notice> {
  unseen: number;
}
