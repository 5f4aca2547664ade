import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

const root = join(import.meta.dirname, '../..');

/** Where and with what it was measured, in one line each. */
export async function machine(postgres: string | null): Promise<string[]> {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return [
    `Machine: ${availableParallelism()} cores (${cpu?.model.trim() ?? 'unknown'}), ${memory} GB, ${type()} ${release()}; servers, databases and load generators share them`,
    `Node ${process.versions.node}, socket.io ${versionOf('socket.io')}, ws ${versionOf('ws')}, PGlite ${versionOf('@electric-sql/pglite')}`,
    postgres ? await postgresOf(postgres) : 'PostgreSQL: none was named (`TEST_DATABASE_URL`)',
  ];
}

function versionOf(name: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

async function postgresOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const setting = async (name: string) =>
    (await client.query<Record<string, string>>(`SHOW ${name}`)).rows[0]![name] ?? '';
  const [version, fsync, commit] = [
    await setting('server_version'),
    await setting('fsync'),
    await setting('synchronous_commit'),
  ];
  await client.end();
  return `PostgreSQL ${version.split(' ')[0]}, fsync ${fsync}, synchronous_commit ${commit}`;
}
