import { Client } from '../engine/pg.ts';
import { placeOf, unavailable } from '../engine/postgres-address.ts';
import { clientConfig, PostgresEngine } from '../engine/postgres-engine.ts';
import { DatabaseUnavailable } from '../errors.ts';
import { migrate } from './migrate.ts';

const OLDEST_VERSION = 150_000;

/** Connects, migrates, and answers an engine. Throws DatabaseUnavailable. */
export async function openPostgres(url: string, poolSize: number): Promise<PostgresEngine> {
  const place = placeOf(url);
  const client = new Client(clientConfig(url));
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num');
    if (Number(rows[0]?.server_version_num) < OLDEST_VERSION) {
      throw new DatabaseUnavailable(`PostgreSQL at ${place} is older than version 15.`);
    }
    await migrate({
      script: async (sql) => void (await client.query(sql)),
      rows: async (sql) => (await client.query<{ name: string }>(sql)).rows,
    });
  } catch (error) {
    throw error instanceof DatabaseUnavailable ? error : unavailable(url, error);
  } finally {
    await client.end().catch(() => undefined);
  }
  return new PostgresEngine(url, poolSize);
}
