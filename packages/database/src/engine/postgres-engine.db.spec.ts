import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postgresHouse } from '../contract/test-house.testing.ts';
import type { OtherConnection, TestHouse } from '../contract/test-house.testing.ts';
import { DatabaseUnavailable } from '../errors.ts';
import { Client } from './pg.ts';

const serverUrl = process.env.TEST_DATABASE_URL;
const reason = serverUrl ? '' : ' (skipped: TEST_DATABASE_URL is not set)';

describe.skipIf(!serverUrl)(`a PostgreSQL that goes away and comes back${reason}`, () => {
  let house: TestHouse;
  let admin: OtherConnection;
  let name = '';
  beforeAll(async () => {
    house = await postgresHouse(serverUrl ?? '');
    name = new URL(house.url ?? '').pathname.slice(1);
    const client = new Client({ connectionString: serverUrl ?? '' });
    await client.connect();
    admin = client;
  });
  afterAll(async () => {
    await house?.close();
    await admin?.end();
  });

  const cutAll = () => admin.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);

  it('is used again after every connection was cut, idle ones and listening ones', async () => {
    const { database } = house;
    const heard: string[] = [];
    const stop = await database.signals.listen('lots', (payload) => heard.push(payload));
    await Promise.all([1, 2, 3].map(() => database.house.clock()));
    await cutAll();
    await expect
      .poll(
        () =>
          database.ping(1_000).then(
            () => true,
            () => false,
          ),
        { timeout: 10_000 },
      )
      .toBe(true);
    await expect
      .poll(
        async () => {
          await database.signals.notify('lots', 'again').catch(() => undefined);
          return heard;
        },
        { timeout: 10_000 },
      )
      .toContain('again');
    await stop();
  });

  it('fails what runs on a connection that dies, and nothing else', async () => {
    const { engine, database } = house;
    const running = engine.transaction(async (session) => {
      await session.run({ name: '', text: 'SELECT 1' });
      await session.run({ name: '', text: 'SELECT pg_sleep(20)' });
    });
    const failed = expect(running).rejects.toThrow();
    await expect
      .poll(() =>
        admin.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}' AND query LIKE '%pg_sleep(20)'`,
        ),
      )
      .toMatchObject({ rowCount: 1 });
    await failed;
    await database.ping(5_000);
  });

  it('answers no ping while it is away', async () => {
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await cutAll();
    await expect
      .poll(() =>
        house.database.ping(2_000).then(
          () => null,
          (error: unknown) => error,
        ),
      )
      .toBeInstanceOf(DatabaseUnavailable);
    await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await expect
      .poll(() =>
        house.database.ping(2_000).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
  });

  it('answers no ping in time while all connections are in use', async () => {
    const gate = Promise.withResolvers<void>();
    const busy = Array.from({ length: 6 }, () => house.engine.transaction(() => gate.promise));
    await expect(house.database.ping(50)).rejects.toBeInstanceOf(DatabaseUnavailable);
    gate.resolve();
    await Promise.all(busy);
    await house.database.ping(5_000);
  });
});
