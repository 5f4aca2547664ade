import { Kysely, PostgresDialect } from 'kysely';
import type { Tables } from '../schema/tables.ts';
import type { Engine, Session } from './engine.ts';
import { OneConnection } from './one-connection.ts';
import { Client, Pool, typeParserOf } from './pg.ts';
import type { ClientConfig, PoolClient } from './pg.ts';
import { PostgresListener } from './postgres-listener.ts';
import type { Signals } from './signals.ts';
import { inTransaction } from './transaction.ts';
import type { Send } from './transaction.ts';

const INT8 = 20;

/** How every connection of the house is made. Amounts, positions and times fit a double, so bigint is read as number. */
export function clientConfig(url: string): ClientConfig {
  return {
    connectionString: url,
    application_name: 'rostrum',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types: { getTypeParser: (oid, format) => (oid === INT8 ? Number : typeParserOf(oid, format)) },
  };
}

/** PostgreSQL through a pool. A connection that dies fails what runs on it, and the next one is made anew. */
export class PostgresEngine implements Engine {
  readonly kind = 'postgres';
  readonly kysely: Kysely<Tables>;
  readonly signals: Signals;
  readonly #url: string;
  readonly #pool: Pool;
  readonly #listener: PostgresListener;
  readonly #oneConnection = new OneConnection();

  constructor(url: string, poolSize: number) {
    this.#url = url;
    this.#pool = new Pool({
      ...clientConfig(url),
      max: poolSize,
      pipeline: true,
      lock_timeout: 2_000,
      // A node that stands still must not hold a lot for ever; one that waits for a dead server must wake up.
      idle_in_transaction_session_timeout: 15_000,
      query_timeout: 20_000,
    });
    // Without listeners an error of an idle, or of a used connection, would end the process.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client: PoolClient) => client.on('error', () => undefined));
    const pool = { connect: () => this.#acquire(), end: () => this.#pool.end() };
    this.kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as never }) });
    this.#listener = new PostgresListener(clientConfig(url));
    this.signals = {
      notify: async (channel, payload) => {
        await this.#once('SELECT pg_notify($1, $2)', [channel, payload]);
      },
      listen: (channel, hear) => this.#listener.listen(channel, hear),
    };
  }

  async transaction<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.#acquire();
    // pg forgets that a named statement was parsed where its first run failed, and would parse it again in vain.
    let sound = true;
    const { stream } = client.connection;
    const send: Send = async (statement, values) => {
      // What is sent in one turn leaves as one packet: pg would make a system call of each statement.
      stream.cork();
      process.nextTick(() => stream.uncork());
      try {
        return (await client.query<never>({ name: statement.name, text: statement.text, values })).rows;
      } catch (error) {
        sound = false;
        throw error;
      }
    };
    try {
      return await this.#oneConnection.while(() => inTransaction(send, work));
    } finally {
      client.release(!sound);
    }
  }

  async exclusively<T>(name: string, work: () => Promise<T>): Promise<T> {
    const client = new Client(clientConfig(this.#url));
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query({ text: 'SELECT pg_advisory_lock(hashtext($1))', values: [`rostrum:exclusive:${name}`] });
      return await work();
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    await this.#listener.close();
    await this.#pool.end();
  }

  #acquire(): Promise<PoolClient> {
    this.#oneConnection.check();
    return this.#pool.connect();
  }

  async #once(text: string, values: readonly unknown[]): Promise<void> {
    const client = await this.#acquire();
    try {
      await client.query({ text, values });
    } finally {
      client.release();
    }
  }
}
