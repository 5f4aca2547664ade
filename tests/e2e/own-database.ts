import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Makes a database of one's own on the PostgreSQL of `url`, and drops it again. */
export async function ownDatabase(url: string): Promise<{ url: string; drop(): Promise<void> }> {
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
  return { url: own.href, drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
