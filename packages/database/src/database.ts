import type { Catalogue } from './catalogue/catalogue.ts';
import type { Consumers } from './consumers/consumers.ts';
import type { HouseStore } from './house/house-store.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Notices } from './notices/notices.ts';
import type { People } from './people/people.ts';

/** Short messages between nodes. They may be lost; nothing may depend on one. */
export interface Signals {
  /** Also heard by the listeners of this process. */
  notify(channel: string, payload: string): Promise<void>;
  /** Answers a function that stops listening. Listens again by itself after a lost connection. */
  listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
}

/** An opened, migrated database: the stores of the house on PGlite or PostgreSQL. */
export abstract class Database {
  abstract readonly kind: 'pglite' | 'postgres';
  /** For better-auth (`database: auth`). Opaque for everyone else. */
  abstract readonly auth: { db: unknown; type: 'postgres' };
  abstract readonly ledger: Ledger;
  abstract readonly catalogue: Catalogue;
  abstract readonly people: People;
  abstract readonly consumers: Consumers;
  abstract readonly notices: Notices;
  abstract readonly house: HouseStore;
  abstract readonly signals: Signals;
  /** Throws when the database does not answer within `timeoutMs`. */
  abstract ping(timeoutMs: number): Promise<void>;
  /** Ends every connection and gives the data folder free. */
  abstract close(): Promise<void>;
}

/** Where the house keeps its data: a folder (PGlite) or the URL of a PostgreSQL. */
export type DatabaseOptions = { dataDir: string } | { url: string; poolSize?: number };

/** Opens and migrates. Throws DatabaseUnavailable. */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  throw new Error('not built yet');
}
