import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WatchAnswer } from '@rostrum/contract';
import { io } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import { aHouse, type HouseProcess } from './house.ts';
import { eventsOf, lotOf } from './ledger.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { bidders, send } from './people.ts';
import { putSale } from './sale.ts';

const root = join(import.meta.dirname, '../..');
const postgres = process.env.TEST_DATABASE_URL;
const kinds = postgres ? ['PGlite', 'PostgreSQL'] : ['PGlite'];

/** A command of the house, as npm runs it when everything is built. */
function command(name: string, args: string[], env: Record<string, string>): Promise<{ code: number; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [`apps/server/dist/${name}.js`, ...args], {
      cwd: root,
      env: { PATH: process.env.PATH ?? '', ...env },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += String(data)));
    child.once('close', (code) => resolve({ code: code ?? 1, said }));
  });
}

/** How the house answers somebody who knows a lot up to a version of an epoch. */
async function resume(url: string, lotId: string, known: { epoch?: string; version?: number }) {
  const { epoch, version } = known;
  const socket = io(`${url}/lots`, { transports: ['websocket'], forceNew: true, extraHeaders: { origin: url } });
  const answer = (await socket.timeout(10_000).emitWithAck('watch', {
    lots: [{ id: lotId, epoch, version }],
  })) as WatchAnswer;
  socket.disconnect();
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.lots[0]!;
}

describe.each(kinds)('a house on %s', (kind) => {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-kept-'));
  let house: HouseProcess;
  let database: OwnDatabase | undefined;
  afterEach(async () => {
    await house.remove();
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('comes back from its backup as it was, and whoever saw more takes the whole state', async () => {
    database = kind === 'PostgreSQL' ? await ownDatabase(postgres!) : undefined;
    const variables = { BIDS_PER_SECOND: '1000', ...(database ? { DATABASE_URL: database.url } : {}) };
    house = await aHouse(variables);
    const env = { ...variables, DATA_DIR: house.dataDir };
    const { slug, lotIds } = await putSale(database ? { url: database.url } : { dataDir: house.dataDir }, {
      lots: [{ title: 'A chest\u2028of drawers', openingMinor: 1_000, closesInMs: 3_600_000 }],
    });
    const lotId = lotIds[0]!;
    const picture = `${'0'.repeat(32)}-320.webp`;
    mkdirSync(join(house.dataDir, 'images'), { recursive: true });
    writeFileSync(join(house.dataDir, 'images', picture), 'as it is');
    await house.start();
    const people = await bidders(house.url, slug, 2);
    const bid = async (index: number, maxMinor: number) => {
      const body = { id: randomUUID(), lotId, maxMinor, currency: 'USD' };
      const answer = await send(house.url, `/api/lots/${lotId}/bids`, body, people[index]!.cookie);
      expect(answer.status, await answer.clone().text()).toBe(200);
    };
    await bid(0, 2_000);
    await bid(1, 5_000);
    await bid(1, 9_000);
    const then = await lotOf(house.url, lotId);
    const ledger = await eventsOf(house.url, lotId);

    // PostgreSQL is copied while the house is open; a data folder only when nobody uses it.
    if (!database) {
      const refused = await command('backup', [folder], env);
      expect(refused.code).toBe(1);
      expect(refused.said).toMatch(
        /^Rostrum cannot make a backup: The data folder \S+ is used by another house [^\n]+\n$/,
      );
      expect(readdirSync(folder)).toEqual([]);
      await house.stop();
    }
    const made = await command('backup', [folder], env);
    expect(made).toMatchObject({ code: 0, said: expect.stringMatching(/jsonl\.gz: \d+ rows, 1 files of pictures/) });
    const [name, ...others] = readdirSync(folder);
    expect(others).toEqual([]);
    const file = join(folder, name!);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect((await command('backup', [file], env)).said).toContain('is there already');

    if (!database) await house.start();
    await bid(0, 20_000);
    await bid(0, 30_000);
    const seen = await lotOf(house.url, lotId);
    expect(seen.version).toBe(then.version + 1);
    const inUse = await command('restore', [file, '--force'], env);
    expect(inUse.said).toMatch(/^Rostrum cannot restore: [^\n]*(is used by another house|stop all its nodes)[^\n]*\n$/);
    await house.stop();

    const kept = await command('restore', [file], env);
    expect(kept).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^Rostrum cannot restore: [^\n]*--force[^\n]*\n$/),
    });
    rmSync(join(house.dataDir, 'images'), { recursive: true });
    const back = await command('restore', [file, '--force'], env);
    expect(back.said).toMatch(
      /^The house is back as of [^\n]+: 1 lots, \d+ events, all sound; 1 files of pictures\.\n$/,
    );
    expect(readFileSync(join(house.dataDir, 'images', picture), 'utf8')).toBe('as it is');

    await house.start();
    const now = await lotOf(house.url, lotId);
    expect({ ...now, epoch: '', checksum: '' }).toEqual({ ...then, epoch: '', checksum: '' });
    expect(await eventsOf(house.url, lotId)).toEqual(ledger);
    expect(now.epoch).not.toBe(seen.epoch);
    // Ahead of the ledger, abreast of it, and behind it: none of them may go on from what it knew.
    for (const version of [seen.version, then.version, 1]) {
      const answer = await resume(house.url, lotId, { epoch: seen.epoch, version });
      expect(answer).toMatchObject({ mode: 'snapshot', epoch: now.epoch, version: now.version });
    }
    expect(await resume(house.url, lotId, now)).toMatchObject({ mode: 'delta', events: [] });
    // The house's key came along: whoever was signed in then still is, and bids on from there.
    await bid(0, 6_000);
    await bid(0, 12_000);
    expect((await lotOf(house.url, lotId)).version).toBeGreaterThan(now.version);
  });
});

describe.skipIf(!postgres)('a house that outgrows its folder (needs TEST_DATABASE_URL)', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rostrum-moved-'));
  const houses: HouseProcess[] = [];
  let database: OwnDatabase | undefined;
  afterEach(async () => {
    for (const house of houses) await house.remove();
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('moves to PostgreSQL by its backup, and its people bid on', async () => {
    const small = await aHouse();
    houses.push(small);
    const lots = [{ title: 'A chest', openingMinor: 1_000, closesInMs: 3_600_000 }];
    const { slug, lotIds } = await putSale({ dataDir: small.dataDir }, { lots });
    const lotId = lotIds[0]!;
    await small.start();
    const [ada, bo] = await bidders(small.url, slug, 2);
    const bid = async (url: string, cookie: string, maxMinor: number) => {
      const body = { id: randomUUID(), lotId, maxMinor, currency: 'USD' };
      const answer = await send(url, `/api/lots/${lotId}/bids`, body, cookie);
      expect(answer.status, await answer.clone().text()).toBe(200);
    };
    await bid(small.url, ada!.cookie, 2_000);
    await bid(small.url, bo!.cookie, 5_000);
    const ledger = await eventsOf(small.url, lotId);
    await small.stop();

    const file = join(folder, 'moving.jsonl.gz');
    expect(await command('backup', [file], { DATA_DIR: small.dataDir })).toMatchObject({ code: 0 });
    database = await ownDatabase(postgres!);
    const large = await aHouse({ DATABASE_URL: database.url });
    houses.push(large);
    const env = { DATABASE_URL: database.url, DATA_DIR: large.dataDir };
    expect(await command('restore', [file], env)).toMatchObject({ code: 0 });
    await large.start();
    expect(await eventsOf(large.url, lotId)).toEqual(ledger);
    await bid(large.url, ada!.cookie, 9_000);
    expect((await lotOf(large.url, lotId)).version).toBeGreaterThan(ledger.length);
  });
});
