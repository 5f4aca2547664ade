import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Lot } from '@rostrum/domain';
import type { AuctionRow, PictureRow } from '../catalogue/catalogue.types.ts';
import type { MailData, MailKind, MailStatus } from '../mail/mails.types.ts';
import type { RevocationReason, Role } from '../people/people.types.ts';

interface PeopleTable {
  id: Generated<string>;
  name: string;
  email: string;
  email_verified: boolean;
  role: Role;
  approved: boolean;
  banned: boolean;
  demo: boolean;
  locale: string;
  zone: Generated<string | null>;
  currency: Generated<string | null>;
  deleted_at: Generated<number | null>;
  created_at: Generated<Date>;
}

interface SessionsTable {
  id: Generated<string>;
  person_id: string;
  token: string;
  expires_at: Date;
  user_agent: string | null;
  created_at: Generated<Date>;
}

interface RevocationsTable {
  id: ColumnType<number, never, never>;
  person_id: string;
  session_id: string | null;
  reason: RevocationReason;
}

interface OwnerLinksTable {
  token_hash: string;
  email: string;
  expires_at: number;
  used_by: string | null;
}

interface AuctionsTable {
  id: string;
  slug: string;
  title: string;
  summary: string;
  description_md: string;
  terms_md: string;
  currency: string;
  exponent: number;
  zone: string;
  opens_at: number;
  first_ends_at: number;
  stagger_ms: number;
  ladder: JSONColumnType<AuctionRow['ladder']>;
  off_ladder: AuctionRow['offLadder'];
  reserve_mode: AuctionRow['reserveMode'];
  soft_close: JSONColumnType<AuctionRow['softClose']>;
  premium: JSONColumnType<AuctionRow['premium']>;
  next_paddle: Generated<number>;
  demo: boolean;
  created_at: number;
}

interface PicturesTable {
  hash: string;
  width: number;
  height: number;
  widths: number[];
  alt: string;
  placeholder: string;
  credit: JSONColumnType<NonNullable<PictureRow['credit']>> | null;
}

interface UnusedPicturesTable {
  hash: string;
  since: Generated<Date>;
}

interface LotsTable {
  id: string;
  auction_id: string;
  number: number;
  title: string;
  description_md: string;
  provenance_md: string;
  estimate_low_minor: number | null;
  estimate_high_minor: number | null;
  category: string;
  picture_hashes: string[];
  epoch: string;
  seq: number;
  version: number;
  status: string;
  starts_at: number;
  ends_at: number;
  price_minor: number | null;
  leader_id: string | null;
  leader_max_minor: number | null;
  state: JSONColumnType<Lot>;
}

interface RegistrationsTable {
  auction_id: string;
  person_id: string;
  paddle: number;
  limit_minor: number | null;
  barred: Generated<boolean>;
}

interface CommandsTable {
  person_id: string;
  id: string;
  lot_id: string | null;
  request_hash: string | null;
  receipt: string | null;
  cancelled: boolean;
  at: Generated<Date>;
}

interface NoticesTable {
  id: string;
  person_id: string;
  lot_id: string;
  seq: number;
  topic: string;
  at: number;
  price_minor: number | null;
  minimum_minor: number | null;
  seen_at: number | null;
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

interface MistakesTable {
  id: string;
  person_id: string;
  lot_id: string;
  seq: number;
  note: string;
  asked_at: number;
  state: Generated<'waiting' | 'voided' | 'declined'>;
  answer: string | null;
  answered_at: number | null;
  answered_by: string | null;
}

interface WatchedLotsTable {
  person_id: string;
  lot_id: string;
  position: ColumnType<number, never, never>;
}

interface NoticePreferencesTable {
  person_id: string;
  topic: string;
  channel: string;
  wanted: boolean;
}

interface SettingsTable {
  key: string;
  value: JSONColumnType<object>;
}

/** The tables as Kysely sees them: the columns that typed queries use. The SQL in `migrations/` is the truth. */
export interface Tables {
  people: PeopleTable;
  sessions: SessionsTable;
  revocations: RevocationsTable;
  owner_links: OwnerLinksTable;
  auctions: AuctionsTable;
  pictures: PicturesTable;
  unused_pictures: UnusedPicturesTable;
  lots: LotsTable;
  lot_bidders: { person_id: string; lot_id: string };
  lots_to_read: { lot_id: string };
  registrations: RegistrationsTable;
  commands: CommandsTable;
  notices: NoticesTable;
  watched_lots: WatchedLotsTable;
  notice_preferences: NoticePreferencesTable;
  mistakes: MistakesTable;
  mails: MailsTable;
  mail_openings: { mail_id: string; person_id: string; at: number };
  house: { alive_at: Date | null };
  settings: SettingsTable;
}
