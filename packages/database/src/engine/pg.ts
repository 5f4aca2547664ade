import type { EventEmitter } from 'node:events';
// @ts-expect-error pg ships no types of its own; below is the part of it that this package uses.
import { Client as UntypedClient, Pool as UntypedPool, types as untypedTypes } from 'pg';

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

export const Client = UntypedClient as new (config: ClientConfig) => Client;
export const Pool = UntypedPool as new (config: ClientConfig & { max: number }) => Pool;
/** How pg reads the values of a column type. */
export const typeParserOf = untypedTypes.getTypeParser as TypeParsers;
