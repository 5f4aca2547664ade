import type { ColumnType, Generated } from 'kysely';
import type { RevocationReason, Role } from './people.types.ts';

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

/** People, and how they get in. */
export interface PeopleTables {
  people: PeopleTable;
  sessions: SessionsTable;
  revocations: RevocationsTable;
  owner_links: OwnerLinksTable;
}
