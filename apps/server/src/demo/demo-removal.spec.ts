import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuctionSummary, DemoPreview, LotSummary, Page, WatchAnswer } from '@rostrum/contract';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuctionHouse } from '../catalogue/index.ts';
import { anAuction } from '../catalogue/auction.testing.ts';
import { cookieOf, startHouse, TEST_PASSWORD, type TestHouse, type TestPerson } from '../house.testing.ts';
import { DemoHouse } from './demo-house.ts';

interface Answer {
  status: number;
  body: { code?: string; message?: string } & Partial<DemoPreview>;
}

describe('removing the demo', { timeout: 120_000 }, () => {
  let dataDir: string;
  let house: TestHouse;
  let owner: TestPerson;
  let socket: Socket;
  let demoLot: LotSummary;
  const open = async (): Promise<void> => {
    house = await startHouse({ env: { DATA_DIR: dataDir, DEMO: 'on' }, ownerless: true });
  };
  const ask = async (method: string, path: string, cookie: string, body?: object): Promise<Answer> => {
    const answer = await fetch(`${house.url}${path}`, {
      method,
      headers: { origin: house.url, cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: answer.status, body: (await answer.json()) as Answer['body'] };
  };
  const signIn = async (email: string, password = 'demo-demo-demo'): Promise<string> => {
    const answer = await fetch(`${house.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: house.url },
      body: JSON.stringify({ email, password }),
    });
    return answer.ok ? cookieOf(answer) : '';
  };
  const read = async <T>(path: string): Promise<T> => (await (await fetch(`${house.url}${path}`)).json()) as T;
  const auctions = async (): Promise<AuctionSummary[]> => (await read<Page<AuctionSummary>>('/api/auctions')).items;
  const images = (): Promise<string[]> => readdir(join(dataDir, 'images'));
  const watch = (lotId: string): Promise<WatchAnswer> =>
    socket.timeout(5_000).emitWithAck('watch', { lots: [{ id: lotId }] }) as Promise<WatchAnswer>;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'rostrum-removal-'));
    await open();
    const [running] = await auctions();
    demoLot = (await read<Page<LotSummary>>(`/api/auctions/${running!.slug}/lots`)).items[0]!;
    socket = io(`${house.url}/lots`, { transports: ['websocket'], extraHeaders: { origin: house.url } });
  }, 120_000);
  afterAll(async () => {
    socket?.close();
    await house?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('asks for a real owner first, and says how to become one', async () => {
    const demos = await signIn('owner@demo.test');
    expect((await ask('GET', '/api/staff/demo', demos)).body).toEqual({
      auctions: 2,
      lots: 36,
      people: 13,
      mayRemove: 'no-owner',
    });
    const refused = await ask('DELETE', '/api/staff/demo', demos);
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN']);
    expect(refused.body.message).toMatch(/Open an account with your own address/);
    // The first to sign up on loopback owns the house.
    owner = await house.signUp('Real Owner');
    expect((await ask('GET', '/api/staff/demo', demos)).body.mayRemove).toBe('not-owner');
    const stillRefused = await ask('DELETE', '/api/staff/demo', demos);
    expect([stillRefused.status, stillRefused.body.message]).toEqual([
      403,
      expect.stringMatching(/belongs to the demo/),
    ]);
    const bidder = await house.signUp('A Bidder');
    for (const cookie of [bidder.cookie, '', await signIn('staff@demo.test')]) {
      expect((await ask('DELETE', '/api/staff/demo', cookie)).status).toBe(cookie ? 403 : 401);
    }
    expect(await auctions()).toHaveLength(2);
  });

  test('the demo, whose passwords everybody knows, does nothing to real people and real lots', async () => {
    const demos = await signIn('owner@demo.test');
    const someone = await house.signUp('Someone');
    const path = `/api/staff/people/${someone.personId}`;
    for (const [what, body] of [
      ['ban', {}],
      ['role', { role: 'owner' }],
    ] as const) {
      expect((await ask('POST', `${path}/${what}`, demos, body)).body.code).toBe('FORBIDDEN');
    }
    expect((await ask('POST', `${path}/approve`, demos, {})).status).toBe(200);
    expect((await ask('POST', `/api/staff/people/${owner.personId}/ban`, demos, {})).body.code).toBe('FORBIDDEN');
    const real = await house.app.get(AuctionHouse).openAuction(anAuction('a-real-sale', 1));
    const [lot] = (await read<Page<LotSummary>>(`/api/auctions/${real.slug}/lots`)).items;
    const pictures = `/api/staff/lots/${lot!.id}/pictures`;
    expect((await ask('PUT', pictures, demos, { hashes: [] })).body.code).toBe('FORBIDDEN');
    expect((await ask('PUT', `/api/staff/lots/${demoLot.id}/pictures`, demos, { hashes: [] })).status).toBe(200);
  });

  test('takes all of it away while robots bid and people watch, and nothing else', async () => {
    const ada = await signIn('ada@demo.test');
    expect((await watch(demoLot.id)).ok).toBe(true);
    expect((await images()).length).toBeGreaterThan(50);
    const [shared] = (await house.database.lotPictures.of(demoLot.id))!;
    const [realLot] = (await read<Page<LotSummary>>('/api/auctions/a-real-sale/lots')).items;
    expect(await house.database.lotPictures.append(realLot!.id, shared!.hash, 9)).toBe('done');

    const removed = await ask('DELETE', '/api/staff/demo', owner.cookie);
    expect(removed).toMatchObject({ status: 200, body: { auctions: 2, lots: 36, people: 13 } });

    expect((await auctions()).map(({ slug }) => slug)).toEqual(['a-real-sale']);
    expect(await house.database.people.byEmail('ada@demo.test')).toBeNull();
    expect(await house.database.people.byEmail(owner.email)).not.toBeNull();
    expect((await ask('GET', '/api/me', ada)).body).toMatchObject({ person: null });
    expect((await images()).every((name) => name.startsWith(shared!.hash))).toBe(true);
    expect((await images()).length).toBeGreaterThan(0);
    expect((await ask('GET', `/api/lots/${demoLot.id}`, '')).body.code).toBe('LOT_UNKNOWN');
    expect(await watch(demoLot.id)).toMatchObject({ ok: false, error: { code: 'LOT_UNKNOWN' } });
    const heads = await new Promise<object>((resolve) => socket.once('heartbeat', (beat) => resolve(beat.heads)));
    expect(heads).not.toHaveProperty(demoLot.id);
    for await (const verified of house.database.ledger.verify()) expect(verified.ok).toBe(true);
  });

  test('is no error when it is done again, and it does not come back', async () => {
    const again = await ask('DELETE', '/api/staff/demo', owner.cookie);
    expect(again).toMatchObject({ status: 200, body: { auctions: 0, lots: 0, people: 0 } });
    await house.close();
    await open();
    expect((await auctions()).map(({ slug }) => slug)).toEqual(['a-real-sale']);
    expect(await house.database.house.countDemo()).toEqual({ auctions: 0, lots: 0, people: 0 });
  });
});

test('a removal that died half way is finished by doing it again', { timeout: 120_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'rostrum-half-'));
  const env = { DATA_DIR: dataDir, DEMO: 'quiet' };
  let house = await startHouse({ env, ownerless: true });
  try {
    const { email } = await house.signUp('Real Owner');
    // Everything up to the first thing after the transaction, and then the house is gone.
    await house.app.get(DemoHouse).takeOut();
    await house.close();
    expect((await readdir(join(dataDir, 'images'))).length).toBeGreaterThan(50);
    house = await startHouse({ env, ownerless: true });
    const signIn = await fetch(`${house.url}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: house.url },
      body: JSON.stringify({ email, password: TEST_PASSWORD }),
    });
    const answer = await fetch(`${house.url}/api/staff/demo`, {
      method: 'DELETE',
      headers: { origin: house.url, cookie: cookieOf(signIn) },
    });
    expect(answer.status).toBe(200);
    expect(await readdir(join(dataDir, 'images'))).toEqual([]);
  } finally {
    await house.close();
    await rm(dataDir, { recursive: true, force: true });
  }
});
