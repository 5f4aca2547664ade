import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@rostrum/testing';

const root = join(import.meta.dirname, '../..');

/** A house as it runs for people: the built server in a process of its own. */
export interface HouseProcess {
  url: string;
  port: number;
  dataDir: string;
  /** Of the process that runs now; undefined before the first start. */
  pid(): number | undefined;
  /** Everything that it printed. */
  output(): string;
  /** `folder` is the root of a build, where that is not this one (next-version.ts). */
  start(folder?: string): Promise<void>;
  /** SIGTERM, and waits for the end. Answers the exit code. */
  stop(): Promise<number | null>;
  /** kill -9. */
  kill(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/** Runs the built server once and waits for its end: for starts that must fail. */
export async function runToEnd(env: Record<string, string>): Promise<{ code: number | null; output: string }> {
  let output = '';
  const child = spawnServer(root, env, (text) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output };
}

function spawnServer(folder: string, env: Record<string, string>, hear: (text: string) => void): ChildProcess {
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(DATABASE_URL|REDIS_URL|VITEST.*|TEST_.*|PUBLIC_URL|PORT)$/.test(name),
    ),
  );
  const child = spawn(process.execPath, ['--enable-source-maps', 'apps/server/dist/main.js'], {
    cwd: folder,
    env: { ...inherited, NODE_ENV: 'production', LOG_LEVEL: 'info', DEMO: 'off', RATES_PROVIDER: 'off', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => hear(data.toString()));
  return child;
}

/** Waits until `probe` answers true, asking often; throws `what` after `withinMs`. */
export async function until(probe: () => Promise<boolean> | boolean, what: string, withinMs = 30_000): Promise<void> {
  const end = Date.now() + withinMs;
  while (Date.now() < end) {
    if (await probe()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`waited in vain: ${what}`);
}

/** A house with a folder of its own (or on a database, by `env`); started by `start()`. */
export async function aHouse(env: Record<string, string> = {}): Promise<HouseProcess> {
  const port = Number(env.PORT ?? (await freePort()));
  const url = env.PUBLIC_URL ?? `http://localhost:${port}`;
  const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-house-'));
  let printed = '';
  let child: ChildProcess | null = null;
  const ended = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const exit = new Promise<number | null>((resolve) => child!.once('exit', (code) => resolve(code)));
    child.kill(signal);
    return exit;
  };
  const house: HouseProcess = {
    url,
    port,
    dataDir,
    pid: () => child?.pid,
    output: () => printed,
    async start(folder = root) {
      child = spawnServer(
        folder,
        { PORT: String(port), PUBLIC_URL: url, DATA_DIR: dataDir, ...env },
        (text) => (printed += text),
      );
      await until(
        async () => {
          if (child!.exitCode !== null)
            throw new Error(`the house ended with ${child!.exitCode}:\n${printed.slice(-2000)}`);
          return fetch(`http://localhost:${port}/health/ready`).then(
            (answer) => answer.ok,
            () => false,
          );
        },
        `the house is ready\n${printed.slice(-2000)}`,
      );
    },
    stop: () => ended('SIGTERM'),
    kill: async () => void (await ended('SIGKILL')),
    async remove() {
      await ended('SIGKILL');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return house;
}
