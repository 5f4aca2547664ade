import type { Generated, JSONColumnType } from 'kysely';
import type { DeliveryChannel, DeliveryStatus } from './deliveries.types.ts';
import type { MailData, MailKind, MailStatus } from '../mail/mails.types.ts';

interface NoticeDeliveriesTable {
  notice_id: string;
  channel: DeliveryChannel;
  person_id: string;
  status: 'waiting' | 'given' | 'dropped';
  created_at: number;
  bundle_id: string | null;
}

interface PushSubscriptionsTable {
  id: string;
  person_id: string;
  session_id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  user_agent: string;
  created_at: number;
  last_sent_at: Generated<number | null>;
}

interface PushesTable {
  id: string;
  status: 'queued' | 'sent' | 'failed';
  attempts: number;
  reason: string | null;
  next_at: number;
  created_at: number;
}

interface MailsTable {
  id: string;
  person_id: string | null;
  kind: MailKind;
  cause: string;
  about: string;
  address: string | null;
  locale: string;
  data: JSONColumnType<MailData>;
  status: MailStatus;
  attempts: Generated<number>;
  reason: string | null;
  next_at: number;
  expires_at: number;
  created_at: number;
  sent_at: number | null;
}

/** A view over mails, pushes and what waits. */
interface DeliveriesView {
  id: string;
  channel: DeliveryChannel;
  kind: string;
  person_id: string | null;
  status: DeliveryStatus;
  attempts: number;
  reason: string | null;
  created_at: number;
  next_at: number | null;
  sent_at: number | null;
}

/** Notices on their way to people who have no page open. */
export interface DeliveriesTables {
  notice_deliveries: NoticeDeliveriesTable;
  push_subscriptions: PushSubscriptionsTable;
  pushes: PushesTable;
  mails: MailsTable;
  mail_openings: { mail_id: string; person_id: string; at: number };
  deliveries: DeliveriesView;
}
