import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresHouse } from '../contract/test-house.testing.ts';
import type { TestHouse } from '../contract/test-house.testing.ts';
import { Client } from '../engine/pg.ts';
import { clientConfig } from '../engine/postgres-engine.ts';
import { migrate, migrations } from './migrate.ts';

const serverUrl = process.env.TEST_DATABASE_URL;
const reason = serverUrl ? '' : ' (skipped: TEST_DATABASE_URL is not set)';

describe.skipIf(!serverUrl)(`a migration of a PostgreSQL that is in use${reason}`, () => {
  let house: TestHouse;
  let client: Client;
  beforeAll(async () => {
    house = await postgresHouse(serverUrl ?? '');
    client = new Client(clientConfig(house.url ?? ''));
    await client.connect();
  });
  afterAll(async () => {
    await client?.end();
    await house?.close();
  });

  it('waits for a long reader without holding up those behind it', async () => {
    const backup = await house.connect();
    await backup.query('BEGIN');
    await backup.query('SELECT count(*) FROM lots');
    const tables = ['lots', 'lot_events', 'commands'];
    const next = {
      name: '9999-next',
      sql: tables.map((table) => `ALTER TABLE ${table} ADD COLUMN next text;`).join('\n'),
    };
    let refused = 0;
    const migrated = migrate(
      {
        script: (sql) =>
          client.query(sql).then(
            () => undefined,
            (error: unknown) => {
              refused += 1;
              throw error;
            },
          ),
        rows: async (sql) => (await client.query<{ name: string }>(sql)).rows,
      },
      [...migrations(), next],
    );
    // While it stands in line, whoever wants the table waits, and gets it when the migration steps back.
    await expect.poll(() => refused, { timeout: 10_000 }).toBeGreaterThan(0);
    const bids = await house.connect();
    for (let bid = 0; bid < 5; bid++) await bids.query('SELECT 1 FROM lots FOR UPDATE');
    await backup.query('COMMIT');
    await migrated;
    const { rows } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM information_schema.columns WHERE column_name = 'next'`,
    );
    expect(rows[0]?.count).toBe(tables.length);
    await bids.end();
    await backup.end();
  });
});
