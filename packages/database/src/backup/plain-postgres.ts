import { Client } from '../engine/pg.ts';
import { unavailable } from '../engine/postgres-address.ts';
import { clientConfig } from '../engine/postgres-engine.ts';
import type { PlainConnection } from './plain-connection.ts';

/** A connection to a PostgreSQL. Throws DatabaseUnavailable. */
export async function plainPostgres(url: string): Promise<PlainConnection> {
  const client = new Client(clientConfig(url));
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw unavailable(url, error);
  }
  return {
    script: async (sql) => void (await client.query(sql)),
    rows: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await client.query<Row>({ text, values })).rows,
    close: () => client.end().catch(() => undefined),
  };
}
