import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { Database } from '../database.ts';
import type { Engine } from '../engine/engine.ts';
import { Client } from '../engine/pg.ts';
import { clientConfig } from '../engine/postgres-engine.ts';
import { openPglite } from '../schema/open-pglite.ts';
import { openPostgres } from '../schema/open-postgres.ts';

/** A second connection, to hold what the house wants. */
export interface OtherConnection {
  query(text: string): Promise<unknown>;
  end(): Promise<void>;
}

/** PGlite has one connection, so what takes two to go wrong cannot, and is not tested there. */
export type Connections = 'one' | 'many';

/** A fresh database for a contract suite. */
export interface TestHouse {
  database: Database;
  engine: Engine;
  /** Throws where the engine has only one connection. */
  connect(): Promise<OtherConnection>;
  /** Address of the database; null on PGlite. */
  url: string | null;
  close(): Promise<void>;
}

/** Runs any SQL, one statement. */
export async function raw<Row>({ engine }: TestHouse, text: string): Promise<Row[]> {
  return (await sql.raw<Row>(text).execute(engine.kysely)).rows;
}

export async function pgliteHouse(): Promise<TestHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-'));
  const { engine } = await openPglite(folder, 0);
  const close = async () => {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  };
  const connect = async () => {
    throw new Error('PGlite has one connection');
  };
  return { database: new Database(engine), engine, connect, url: null, close };
}

/** Creates a database of its own on the server of `serverUrl`, and drops it in the end. */
export async function postgresHouse(serverUrl: string): Promise<TestHouse> {
  const name = `rostrum_test_${randomBytes(6).toString('hex')}`;
  await administer(serverUrl, `CREATE DATABASE ${name}`);
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const engine = await openPostgres(url, 6);
  return {
    database: new Database(engine),
    engine,
    url,
    async connect() {
      const client = new Client(clientConfig(url));
      await client.connect();
      return client;
    },
    async close() {
      await engine.close();
      await administer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function administer(serverUrl: string, text: string): Promise<void> {
  const client = new Client(clientConfig(serverUrl));
  await client.connect();
  await client.query(text);
  await client.end();
}
