import type { EventEmitter } from 'node:events';
import * as pg from 'pg';

// The published types do not know pipelining; below is the part of pg that this package uses.

export interface ClientConfig {
  connectionString: string;
  application_name?: string;
  connectionTimeoutMillis?: number;
  idle_in_transaction_session_timeout?: number;
  keepAlive?: boolean;
  lock_timeout?: number;
  /** Statements are sent without waiting for the answers to those before them. */
  pipeline?: boolean;
  query_timeout?: number;
  types?: { getTypeParser: TypeParsers };
}

type TypeParsers = (oid: number, format?: string) => (value: string) => unknown;

interface Query {
  name?: string;
  text: string;
  values?: readonly unknown[];
}

export interface Client extends EventEmitter {
  connection: { stream: { cork(): void; uncork(): void } };
  connect(): Promise<void>;
  query<Row = Record<string, unknown>>(query: Query | string): Promise<{ rowCount: number; rows: Row[] }>;
  end(): Promise<void>;
}

export interface PoolClient extends Client {
  release(destroy?: boolean): void;
}

export interface Pool extends EventEmitter {
  connect(): Promise<PoolClient>;
  end(): Promise<void>;
}

export const Client = pg.Client as unknown as new (config: ClientConfig) => Client;
export const Pool = pg.Pool as unknown as new (config: ClientConfig & { max: number }) => Pool;
/** How pg reads the values of a column type. */
export const typeParserOf = pg.types.getTypeParser as TypeParsers;
