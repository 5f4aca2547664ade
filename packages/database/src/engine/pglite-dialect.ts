import type { PGlite } from '@electric-sql/pglite';
import { CompiledQuery, PGliteDialect, PostgresAdapter } from 'kysely';
import type { DatabaseConnection, Driver, QueryResult } from 'kysely';

/** Gives out the one connection of PGlite to one caller at a time. */
export interface Turnstile {
  /** Answers the function that gives it back. */
  acquire(): Promise<() => void>;
}

/**
 * Kysely's own PGlite dialect keeps its queries apart from one another, but not from the transactions that the stores
 * run beside Kysely. So here one turnstile counts for all, and Kysely's is left out: it would stay shut for ever after
 * a connection was refused.
 */
export class TurnstileDialect extends PGliteDialect {
  readonly #pglite: PGlite;
  readonly #turnstile: Turnstile;

  constructor(pglite: PGlite, turnstile: Turnstile) {
    super({ pglite });
    this.#pglite = pglite;
    this.#turnstile = turnstile;
  }

  override createAdapter(): PostgresAdapter {
    return new PostgresAdapter();
  }

  override createDriver(): Driver {
    return new TurnstileDriver(this.#pglite, this.#turnstile);
  }
}

class TurnstileDriver implements Driver {
  readonly #pglite: PGlite;
  readonly #turnstile: Turnstile;

  constructor(pglite: PGlite, turnstile: Turnstile) {
    this.#pglite = pglite;
    this.#turnstile = turnstile;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<TurnstileConnection> {
    return new TurnstileConnection(this.#pglite, await this.#turnstile.acquire());
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as TurnstileConnection).release();
  }

  // The engine closes PGlite.
  async destroy(): Promise<void> {}
}

class TurnstileConnection implements DatabaseConnection {
  readonly #pglite: PGlite;
  readonly release: () => void;

  constructor(pglite: PGlite, release: () => void) {
    this.#pglite = pglite;
    this.release = release;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, affectedRows } = await this.#pglite.query<Row>(query.sql, [...query.parameters]);
    return { rows, numAffectedRows: affectedRows === undefined ? undefined : BigInt(affectedRows) };
  }

  streamQuery(): never {
    throw new Error('PGlite does not stream.');
  }
}
