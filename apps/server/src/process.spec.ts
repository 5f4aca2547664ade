import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@rostrum/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'rostrum-process-'));

beforeAll(() => {
  const built = spawnSync(process.execPath, ['tools/build.mjs', '--server-only'], { cwd: root, encoding: 'utf8' });
  expect(built.stderr).toBe('');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Run {
  child: ChildProcess;
  said: { out: string; err: string };
  ended: Promise<number | null>;
}

/** The house as `npm start` runs it. */
function start(env: Record<string, string>): Run {
  const { DATABASE_URL: _database, REDIS_URL: _redis, ...rest } = process.env;
  const child = spawn(process.execPath, ['apps/server/dist/main.js'], {
    cwd: root,
    env: { ...rest, DATA_DIR: join(folder, 'data'), DEMO: 'off', RATES_PROVIDER: 'off', ...env },
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => (said.err += String(chunk)));
  return { child, said, ended: new Promise((resolve) => child.on('close', resolve)) };
}

async function taken(): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

describe('what stands in the way of a start', () => {
  it.each([
    ['a bad variable', { PUBLIC_URL: '*' }, /^Rostrum cannot start: PUBLIC_URL must [^\n]+\n$/],
    [
      'a database that does not answer',
      { DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/x' },
      /^Rostrum cannot start: [^\n]+\n$/,
    ],
    ['a data folder that is a file', { DATA_DIR: fileURLToPath(import.meta.url) }, /^Rostrum cannot start: [^\n]+\n$/],
  ])('%s is one line, and exit code 1', async (_what, env, line) => {
    const { said, ended } = start(env);
    expect(await ended).toBe(1);
    expect(said.err).toMatch(line);
    expect(said.out).toBe('');
    expect(said.err).not.toContain('hunter2');
  });

  it('so is a port in use, and the database is let go', async () => {
    const { server, port } = await taken();
    const { said, ended } = start({ PORT: String(port) });
    expect(await ended).toBe(1);
    expect(said).toEqual({ out: '', err: `Rostrum cannot start: port ${port} is in use. Set PORT to another one.\n` });
    server.close();
  }, 60_000);
});

it('when asked to stop it finishes what was begun, though a connection stays open, and ends with 0', async () => {
  const port = await freePort();
  const { child, said, ended } = start({ PORT: String(port) });
  await expect.poll(() => said.out + said.err, { timeout: 50_000 }).toContain(`open at http://localhost:${port}`);
  const idle = connect(port, 'localhost');
  await new Promise((resolve) => idle.on('connect', resolve));
  const answer = fetch(`http://localhost:${port}/health/live`);
  expect((await answer).status).toBe(200);
  // npm and the process group both pass a signal on; twice at once is not a person in a hurry.
  child.kill('SIGTERM');
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  expect(said.err).toBe('');
  idle.destroy();
}, 90_000);
