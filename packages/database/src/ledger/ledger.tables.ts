import type { Generated } from 'kysely';

interface CommandsTable {
  person_id: string;
  id: string;
  lot_id: string | null;
  request_hash: string | null;
  receipt: string | null;
  cancelled: boolean;
  at: Generated<Date>;
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

/** What people asked of lots; the events themselves are read and written by statements. */
export interface LedgerTables {
  commands: CommandsTable;
  mistakes: MistakesTable;
}
