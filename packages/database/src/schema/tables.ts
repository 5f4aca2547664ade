import type { JSONColumnType } from 'kysely';
import type { CatalogueTables } from '../catalogue/catalogue.tables.ts';
import type { ChatTables } from '../chat/chat.tables.ts';
import type { DeliveriesTables } from '../deliveries/deliveries.tables.ts';
import type { LedgerTables } from '../ledger/ledger.tables.ts';
import type { NoticesTables } from '../notices/notices.tables.ts';
import type { PeopleTables } from '../people/people.tables.ts';
import type { RatesTables } from '../rates/rates.tables.ts';

interface SettingsTable {
  key: string;
  value: JSONColumnType<object>;
}

/** The tables as Kysely sees them: the columns that typed queries use. The SQL in `migrations/` is the truth. */
export interface Tables
  extends CatalogueTables, ChatTables, DeliveriesTables, LedgerTables, NoticesTables, PeopleTables, RatesTables {
  house: { alive_at: Date | null };
  settings: SettingsTable;
}
