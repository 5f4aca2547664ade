import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '@rostrum/testing';

/** A PostgreSQL of one's own, with everything on that makes a COMMIT durable, to be killed. */
export interface OwnPostgres {
  port: number;
  /** Of a database in it. */
  url: string;
  start(): Promise<void>;
  /** kill -9 of every process of the server. */
  kill(): Promise<void>;
  /** kill -9 of one process that serves a connection: the server throws all others out and recovers from its log. */
  killOneConnection(pick: (pids: readonly number[]) => number): void;
  remove(): Promise<void>;
}

/** The folder of `postgres` and `initdb`, or null where PostgreSQL is not installed. */
export function postgresPrograms(): string | null {
  const debian = '/usr/lib/postgresql';
  const installed = existsSync(debian)
    ? readdirSync(debian)
        .toSorted((a, b) => Number(b) - Number(a))
        .map((version) => join(debian, version, 'bin'))
    : [];
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...installed];
  return folders.find((folder) => ['postgres', 'initdb'].every((name) => existsSync(join(folder, name)))) ?? null;
}

/** Why no PostgreSQL can be started here; null where one can. */
export function lacksPostgres(): string | null {
  return postgresPrograms() ? null : 'needs an installed PostgreSQL';
}

/** PostgreSQL refuses to run as root. */
function servant(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Makes a cluster in a folder of its own; started by `start()`. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const programs = postgresPrograms();
  if (!programs) throw new Error(lacksPostgres() ?? '');
  const as = servant();
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-postgres-'));
  if (as.uid !== undefined) chownSync(folder, as.uid, as.gid);
  const data = join(folder, 'data');
  const options = { ...as, cwd: folder, stdio: 'ignore' } as const;
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'house', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    options,
  );
  const port = await freePort();
  const settings = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on', max_connections: '60' };
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  let server: ChildProcess | null = null;
  const url = `postgres://house@127.0.0.1:${port}/postgres`;
  const kill = async (): Promise<void> => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server!.once('exit', resolve));
    // The first, so that it starts nobody anew. Children are in sessions of their own.
    const all = [server.pid!, ...childrenOf(server.pid!)];
    for (const pid of all) end(pid);
    await ended;
    while (all.some((pid) => existsSync(`/proc/${pid}/exe`))) await sleep(5);
  };
  return {
    port,
    url,
    async start() {
      server = spawn(join(programs, 'postgres'), args, options);
      for (let tries = 0; !(await answers(url)); tries++) {
        if (tries > 600 || server.exitCode !== null) throw new Error('the PostgreSQL of this test did not start');
        await sleep(50);
      }
    },
    kill,
    killOneConnection(pick) {
      const serving = childrenOf(server?.pid ?? 0).filter((pid) => /127\.0\.0\.1\(/.test(readProc(pid, 'cmdline')));
      if (serving.length > 0) end(pick(serving));
    },
    async remove() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went by itself.
  }
}

function childrenOf(parent: number): number[] {
  return readProc(parent, `task/${parent}/children`).split(' ').filter(Boolean).map(Number);
}

/** Empty where the process is gone. */
function readProc(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
