import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A database of one's own on a PostgreSQL. */
export interface OwnDatabase {
  url: string;
  /** Cuts every connection and lets nobody in. */
  away(): Promise<void>;
  back(): Promise<void>;
  drop(): Promise<void>;
}

/** Makes a database on the PostgreSQL of `url`. */
export async function ownDatabase(url: string): Promise<OwnDatabase> {
  const name = `rostrum_journey_${randomUUID().slice(0, 8)}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`CREATE DATABASE ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return {
    url: own.href,
    async away() {
      await run(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
      await run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
    },
    back: () => run(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`),
    drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}
