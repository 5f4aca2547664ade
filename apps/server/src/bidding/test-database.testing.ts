import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '@rostrum/database';
import { afterAll, beforeAll, describe } from 'vitest';

/** A database of its own for one suite; more nodes may open the same one where it is PostgreSQL. */
interface TestDatabase {
  open(): Promise<Database>;
  drop(): Promise<void>;
}

type Sql = { executeQuery(query: object): Promise<{ rows: unknown[] }> };

/** Plain SQL, for what no store of the house does. */
export async function runSql(database: Database, sql: string, parameters: unknown[] = []): Promise<unknown[]> {
  const query = {
    query: { kind: 'RawNode', sqlFragments: [sql], parameters: [] },
    sql,
    parameters,
    queryId: { queryId: sql },
  };
  return (await (database.auth.db as Sql).executeQuery(query)).rows;
}

async function pglite(): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rostrum-bidding-'));
  return { open: () => openDatabase({ dataDir }), drop: () => rm(dataDir, { recursive: true, force: true }) };
}

async function postgres(testUrl: string): Promise<TestDatabase> {
  const name = `rostrum_bidding_${randomUUID().replaceAll('-', '')}`;
  const admin = await openDatabase({ url: testUrl, poolSize: 1 });
  await runSql(admin, `CREATE DATABASE ${name}`);
  const url = new URL(testUrl);
  url.pathname = `/${name}`;
  return {
    open: () => openDatabase({ url: url.href, poolSize: 10 }),
    drop: async () => {
      await runSql(admin, `DROP DATABASE ${name} WITH (FORCE)`);
      await admin.close();
    },
  };
}

const testUrl = process.env['TEST_DATABASE_URL'];

/** Runs a suite on PGlite and on PostgreSQL; what is not there is skipped and says why. */
export function onEachDatabase(suite: string, define: (database: () => Database) => void): void {
  describe.each([{ engine: 'PGlite', create: pglite }, sharedEngine()])(`${suite} on $engine`, ({ create }) => {
    defineOn(create, (opened) => define(() => opened()[0]!), 1);
  });
}

/** Runs a suite with two nodes' databases on one PostgreSQL. */
export function onSharedDatabase(suite: string, define: (databases: () => Database[]) => void): void {
  const { engine, create } = sharedEngine();
  describe(`${suite} on ${engine}`, () => defineOn(create, define, 2));
}

function sharedEngine() {
  return testUrl
    ? { engine: 'PostgreSQL', create: () => postgres(testUrl) }
    : { engine: 'PostgreSQL (skipped: TEST_DATABASE_URL is not set)', create: null };
}

function defineOn(
  create: (() => Promise<TestDatabase>) | null,
  define: (opened: () => Database[]) => void,
  nodes: number,
): void {
  let test: TestDatabase;
  let opened: Database[] = [];
  describe.skipIf(!create)('', () => {
    beforeAll(async () => {
      test = await create!();
      opened = [];
      for (let node = 0; node < nodes; node++) opened.push(await test.open());
    });
    afterAll(async () => {
      for (const database of opened) await database.close();
      await test?.drop();
    });
    define(() => opened);
  });
}
