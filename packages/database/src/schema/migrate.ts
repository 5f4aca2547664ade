import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { sqlState, sqlStateOf } from '../engine/sql-errors.ts';
import { DatabaseUnavailable } from '../errors.ts';
import { migrationsFolder } from './migrations-folder.ts';

/** A connection that takes several statements in one text. */
export interface ScriptRunner {
  script(sql: string): Promise<void>;
  rows(sql: string): Promise<{ name: string }[]>;
}

export interface Migration {
  /** File name without its ending. */
  name: string;
  sql: string;
}

/** All migrations in their order. */
export function migrations(): Migration[] {
  const folder = migrationsFolder();
  return readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .toSorted()
    .map((file) => ({ name: file.slice(0, -'.sql'.length), sql: readFileSync(`${folder}${file}`, 'utf8') }));
}

/** How long a migration stands in line for a table: whoever bids meanwhile stands behind it. */
const LOCK_WAIT_MS = 300;
/** Between two tries, so that those behind it get through. */
const PAUSE_MS = 200;
const TRIES = 240;

/**
 * Brings the database forward through `wanted`, in one transaction under an advisory lock: many nodes may start at
 * once, and one that fails leaves nothing half done. A table that others hold (the bids of the old version, a backup) is
 * tried again for two minutes. Throws DatabaseUnavailable where it stays held, or the database is ahead of this program.
 */
export async function migrate(runner: ScriptRunner, wanted: readonly Migration[] = migrations()): Promise<void> {
  for (let left = TRIES; ; left--) {
    try {
      return await migrateOnce(runner, wanted);
    } catch (error) {
      const state = sqlStateOf(error instanceof DatabaseUnavailable ? error.cause : error);
      const held = state === sqlState.lockTimeout || state === sqlState.deadlock;
      if (!held || left <= 1) throw error;
    }
    await pause(PAUSE_MS);
  }
}

async function migrateOnce(runner: ScriptRunner, wanted: readonly Migration[]): Promise<void> {
  await runner.script("BEGIN; SELECT pg_advisory_xact_lock(hashtext('rostrum:migrate'));");
  try {
    await runner.script(`SET LOCAL lock_timeout = ${LOCK_WAIT_MS};`);
    await bringForward(runner, wanted);
    await runner.script('COMMIT');
  } catch (error) {
    await runner.script('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** The same within a transaction of the caller, who sees to it that nobody else does so. */
export async function bringForward(runner: ScriptRunner, wanted: readonly Migration[]): Promise<void> {
  await runner.script(
    'CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now());',
  );
  const applied = (await runner.rows('SELECT name FROM migrations ORDER BY name')).map((row) => row.name);
  const unknown = applied.find((name) => !wanted.some((migration) => migration.name === name));
  if (unknown) throw new DatabaseUnavailable(`The database was written by a newer version (it has ${unknown}).`);
  for (const migration of wanted.filter(({ name }) => !applied.includes(name))) await apply(runner, migration);
}

async function apply(runner: ScriptRunner, { name, sql }: Migration): Promise<void> {
  try {
    await runner.script(`${sql}\nINSERT INTO migrations (name) VALUES ('${name}');`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new DatabaseUnavailable(`The database cannot be brought to ${name}: ${why}`, { cause: error });
  }
}
