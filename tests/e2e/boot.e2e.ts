import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@rostrum/testing';
import { afterEach, describe, expect, test } from 'vitest';
import { aHouse, runToEnd, type HouseProcess } from './house.ts';
import { ownDatabase } from './own-database.ts';

const postgres = process.env.TEST_DATABASE_URL;

/** The one line that a failed start may print; a stack would be more. */
function expectOneLine(output: string, ...words: string[]): void {
  const lines = output.split('\n').filter((line) => line.trim() && !line.includes('"level"'));
  expect(lines.length, output).toBe(1);
  for (const word of words) expect(lines[0]).toContain(word);
}

describe('a start that cannot be', () => {
  const folders: string[] = [];
  const folder = () => {
    const path = mkdtempSync(join(tmpdir(), 'rostrum-boot-'));
    folders.push(path);
    return path;
  };
  let house: HouseProcess | null = null;
  afterEach(async () => {
    await house?.remove();
    house = null;
    for (const path of folders.splice(0)) {
      chmodSync(path, 0o700);
      rmSync(path, { recursive: true, force: true });
    }
  });

  test.each([
    ['PUBLIC_URL', '*'],
    ['PUBLIC_URL', 'http://localhost:3000/path'],
    ['PUBLIC_URL', 'ftp://localhost'],
    ['TRUSTED_ORIGINS', 'https://good.test,*'],
    ['TRUSTED_ORIGINS', 'not an origin'],
    ['TRUSTED_PROXIES', '10.0.0.0/99'],
    ['PORT', 'eighty'],
  ])('%s=%s stops with one line', async (name, value) => {
    const { code, output } = await runToEnd({ DATA_DIR: folder(), PORT: String(await freePort()), [name]: value });
    expect(code).toBe(1);
    expectOneLine(output, name);
  });

  const onUsedPort = async (where: Record<string, string>) => {
    const port = await freePort();
    const squatter = createServer().listen(port, 'localhost');
    const { code, output } = await runToEnd({ ...where, PORT: String(port) });
    squatter.close();
    expect(code).toBe(1);
    expectOneLine(output, String(port));
  };
  test('a port in use', () => onUsedPort({ DATA_DIR: folder() }));
  test.skipIf(!postgres)('a port in use, on PostgreSQL (needs TEST_DATABASE_URL)', async () => {
    const database = await ownDatabase(postgres!);
    await onUsedPort({ DATABASE_URL: database.url }).finally(() => database.drop());
  });

  test('a database that does not answer, and its password is not told', async () => {
    const { code, output } = await runToEnd({
      DATABASE_URL: 'postgres://somebody:secret-word@127.0.0.1:1/none',
      PORT: String(await freePort()),
    });
    expect(code).toBe(1);
    expectOneLine(output);
    expect(output).not.toContain('secret-word');
  });

  test('a data folder that is a file', async () => {
    const path = join(folder(), 'file');
    writeFileSync(path, '');
    const { code, output } = await runToEnd({ DATA_DIR: path, PORT: String(await freePort()) });
    expect(code).toBe(1);
    expectOneLine(output, path);
  });

  test('a data folder that another house holds', async () => {
    house = await aHouse();
    await house.start();
    const { code, output } = await runToEnd({ DATA_DIR: house.dataDir, PORT: String(await freePort()) });
    expect(code).toBe(1);
    expectOneLine(output, house.dataDir);
  });
});
