import type { OwnDelivery } from './deliveries.ts';
import type { Page } from './rest.ts';
import type { Notice } from './sockets.ts';

/** Answer of `GET /api/me/notices`: a page, the newest first, how many of all are unseen, and how they went out. */
export interface NoticesPage extends Page<Notice> {
  unseen: number;
  /** By notice id, where one went out beside the page. */
  deliveries: Record<string, OwnDelivery[]>;
}
