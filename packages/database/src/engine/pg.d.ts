// The part of pg that this package uses; pg ships no types of its own.
declare module 'pg' {
  import type { EventEmitter } from 'node:events';

  export interface ClientConfig {
    connectionString: string;
    application_name?: string;
    connectionTimeoutMillis?: number;
    idle_in_transaction_session_timeout?: number;
    keepAlive?: boolean;
    lock_timeout?: number;
    pipeline?: boolean;
    query_timeout?: number;
    types?: { getTypeParser(oid: number, format?: string): (value: string) => unknown };
  }
  export interface QueryConfig {
    name?: string;
    text: string;
    values?: readonly unknown[];
  }
  export interface QueryResult<Row> {
    command: string;
    rowCount: number;
    rows: Row[];
  }
  class Client extends EventEmitter {
    constructor(config: ClientConfig);
    connect(): Promise<void>;
    query<Row = Record<string, unknown>>(query: QueryConfig | string): Promise<QueryResult<Row>>;
    end(): Promise<void>;
  }
  export interface PoolClient extends Client {
    release(destroy?: boolean): void;
  }
  class Pool extends EventEmitter {
    constructor(config: ClientConfig & { max?: number; idleTimeoutMillis?: number });
    connect(): Promise<PoolClient>;
    end(): Promise<void>;
  }
  const pg: {
    Client: typeof Client;
    Pool: typeof Pool;
    types: { getTypeParser(oid: number, format?: string): (value: string) => unknown };
  };
  export default pg;
  export type { Client, Pool };
}
