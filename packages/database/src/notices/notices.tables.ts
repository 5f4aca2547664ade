import type { Generated } from 'kysely';

interface NoticesTable {
  id: string;
  person_id: string;
  lot_id: string | null;
  auction_id: string | null;
  seq: number;
  topic: string;
  at: number;
  price_minor: number | null;
  minimum_minor: number | null;
  urgent: Generated<boolean>;
  talk: unknown;
  seen_at: number | null;
}

interface NoticePreferencesTable {
  person_id: string;
  topic: string;
  channel: string;
  wanted: boolean;
}

interface NoticeSettingsTable {
  person_id: string;
  mail_pace: Generated<string>;
  quiet_from: Generated<number | null>;
  quiet_to: Generated<number | null>;
  zone: Generated<string | null>;
}

/** What people are told, and what they want to be told. */
export interface NoticesTables {
  notices: NoticesTable;
  notice_preferences: NoticePreferencesTable;
  notice_settings: NoticeSettingsTable;
}
