import type { Kysely } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { Signals } from './signals.ts';

/** A statement that is used often: prepared once per connection under its name. */
export interface Statement {
  name: string;
  text: string;
}

/** One connection within a transaction. Statements may be sent without waiting; they are answered in order. */
export interface Session {
  run<Row = unknown>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
  /**
   * Sends COMMIT, possibly behind statements that were not answered yet: where one of them failed, nothing is kept.
   * A rejection says that the answer was lost.
   */
  commit(): Promise<void>;
}

/** What PGlite and PostgreSQL have in common for the stores. */
export interface Engine {
  readonly kind: 'pglite' | 'postgres';
  readonly kysely: Kysely<Tables>;
  readonly signals: Signals;
  /**
   * Runs `work` in a transaction; commits when it returns without having done so, rolls back when it throws. While
   * it runs, asking for another connection throws: waiting for a second one while holding the first is a deadlock.
   */
  transaction<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** Runs `work` while nobody else in the house runs work of that name. Waits for it. Holds none of the connections. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A statement for a session. The name has to be unique within this package. */
export function statement(name: string, text: string): Statement {
  return { name, text };
}
