import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AuctionSummary, ChatHistoryPage, House, LotDetail, LotSummary, Me, Page } from '@rostrum/contract';
import { LotCommands } from '../bidding/index.ts';
import { cookieOf, startHouse, type TestHouse } from '../house.testing.ts';
import { Clock } from '../platform/index.ts';
import { DemoLoader } from './demo-loader.ts';

async function read<T>(house: TestHouse, path: string, cookie = ''): Promise<T> {
  const answer = await fetch(`${house.url}${path}`, { headers: { cookie } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as T;
}

const auctionsOf = async (house: TestHouse): Promise<AuctionSummary[]> =>
  (await read<Page<AuctionSummary>>(house, '/api/auctions')).items;
const lotsOf = async (house: TestHouse, slug: string): Promise<LotSummary[]> =>
  (await read<Page<LotSummary>>(house, `/api/auctions/${slug}/lots`)).items;

async function signIn(house: TestHouse, email: string): Promise<string> {
  const answer = await fetch(`${house.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.url },
    body: JSON.stringify({ email, password: 'demo-demo-demo' }),
  });
  return answer.ok ? cookieOf(answer) : '';
}

describe('the demo', { timeout: 120_000 }, () => {
  let dataDir: string;
  let house: TestHouse;
  const loader = (): DemoLoader => house.app.get(DemoLoader);
  const open = async (demo = 'quiet'): Promise<TestHouse> =>
    (house = await startHouse({ env: { DATA_DIR: dataDir, DEMO: demo }, ownerless: true }));

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'rostrum-demo-'));
    await open();
  }, 120_000);
  afterAll(async () => {
    await house?.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('has a sale that runs and one to come, whose pictures are there and credited', async () => {
    expect((await read<House>(house, '/api/house')).demo).toBe(true);
    const auctions = await auctionsOf(house);
    expect(auctions.map(({ status, lotCount }) => [status, lotCount])).toEqual([
      ['open', 24],
      ['scheduled', 12],
    ]);
    const lots = (await Promise.all(auctions.map(({ slug }) => lotsOf(house, slug)))).flat();
    for (const { id } of lots) {
      const { pictures, descriptionHtml } = await read<LotDetail>(house, `/api/lots/${id}`);
      expect(descriptionHtml).toMatch(/^<p>/);
      for (const { hash, widths, alt, credit } of pictures) {
        expect(alt).not.toBe('');
        expect(credit?.author && credit.licence && credit.sourceUrl).toBeTruthy();
        for (const width of widths) expect((await fetch(`${house.url}/images/${hash}-${width}.avif`)).status).toBe(200);
      }
    }
  });

  test('has questions, answered and not, on some of its lots', async () => {
    const said = async (room: string): Promise<ChatHistoryPage> => read(house, `/api/chat/${room}/messages`);
    const lots = await lotsOf(house, 'linden-house-estate');
    const pages = await Promise.all(lots.map(({ id }) => said(`lot:${id}`)));
    expect(pages.filter(({ items }) => items.length > 0)).toHaveLength(4);
    const answers = pages.flatMap(({ items }) => items.filter(({ answer }) => answer));
    expect(answers.every(({ author, replyTo }) => author.kind === 'staff' && replyTo !== null)).toBe(true);
    expect(answers.length).toBeGreaterThanOrEqual(4);
    const [estate] = await auctionsOf(house);
    expect((await said(`auction:${estate!.id}`)).items.length).toBeGreaterThan(0);
  });

  test('lets its people in, with their roles and paddles, and nobody as a robot', async () => {
    const people = { ada: 'bidder', bo: 'bidder', cy: 'bidder', staff: 'staff', owner: 'owner' };
    for (const [name, role] of Object.entries(people)) {
      const me = await read<Me>(house, '/api/me', await signIn(house, `${name}@demo.test`));
      expect(me.person).toMatchObject({ role, approved: true });
      expect(me.paddles).toHaveLength(2);
    }
    const robot = await house.database.people.byEmail('harriet.lowe@demo.test');
    expect(robot).toMatchObject({ demo: true, role: 'bidder', approved: true, emailVerified: true });
    expect(await signIn(house, 'harriet.lowe@demo.test')).toBe('');
  });

  test('loads twice without doubling, and is the same after a restart', async () => {
    const before = await auctionsOf(house);
    expect(await loader().load()).toBe(true);
    expect(await auctionsOf(house)).toEqual(before);
    await house.close();
    await open();
    expect(await auctionsOf(house)).toEqual(before);
  });

  test('opens a new round when every lot is over, and keeps the old one readable', async () => {
    await loader().goOn();
    expect(await auctionsOf(house)).toHaveLength(2);
    for (const { id } of await lotsOf(house, 'linden-house-estate')) {
      expect(await house.app.get(LotCommands).execute(id, { type: 'WithdrawLot' })).toMatchObject({ ok: true });
    }
    await Promise.all([loader().goOn(), loader().goOn()]);
    expect((await auctionsOf(house)).map(({ slug, status }) => [slug, status])).toEqual([
      ['linden-house-estate-round-2', 'open'],
      ['linden-house-workshop', 'scheduled'],
      ['linden-house-estate', 'closed'],
    ]);
    const me = await read<Me>(house, '/api/me', await signIn(house, 'ada@demo.test'));
    expect(me.paddles).toHaveLength(3);
  });

  test('begins a new round when a long outage left every lot paused', async () => {
    const round2 = await lotsOf(house, 'linden-house-estate-round-2');
    for (const { id } of round2) {
      await house.app.get(LotCommands).execute(id, { type: 'PauseLot', reason: 'outage' });
    }
    await loader().goOn();
    expect(await auctionsOf(house)).toHaveLength(3);
    const clock = vi.spyOn(house.app.get(Clock), 'now').mockReturnValue(round2.at(-1)!.endsAt + 1);
    await loader().goOn();
    clock.mockRestore();
    await loader().goOn();
    const statuses = new Map((await auctionsOf(house)).map(({ slug, status }) => [slug, status]));
    expect(statuses.get('linden-house-estate-round-2')).toBe('closed');
    expect(statuses.get('linden-house-estate-round-3')).toBe('open');
  });

  test('keeps the last three rounds', async () => {
    const closeRunning = async (): Promise<void> => {
      const running = (await auctionsOf(house)).find(({ status }) => status === 'open')!;
      for (const { id } of await lotsOf(house, running.slug)) {
        await house.app.get(LotCommands).execute(id, { type: 'WithdrawLot' });
      }
      await loader().goOn();
    };
    const [first] = await lotsOf(house, 'linden-house-estate');
    await closeRunning();
    const slugs = (await auctionsOf(house)).map(({ slug }) => slug).toSorted();
    expect(slugs).toEqual([
      'linden-house-estate-round-2',
      'linden-house-estate-round-3',
      'linden-house-estate-round-4',
      'linden-house-workshop',
    ]);
    expect((await fetch(`${house.url}/api/lots/${first!.id}`)).status).toBe(404);
    const [newest] = await lotsOf(house, 'linden-house-estate-round-4');
    const { pictures } = await read<LotDetail>(house, `/api/lots/${newest!.id}`);
    expect((await fetch(`${house.url}/images/${pictures[0]!.hash}-${pictures[0]!.widths[0]}.avif`)).status).toBe(200);
  });
});

describe('a house without the demo', { timeout: 120_000 }, () => {
  test('is left alone once somebody is in it', async () => {
    const house = await startHouse();
    try {
      expect(await house.app.get(DemoLoader).load()).toBe(false);
      expect(await auctionsOf(house)).toEqual([]);
    } finally {
      await house.close();
    }
  });

  test('is what the world sees unless the demo was asked for', async () => {
    const house = await startHouse({ env: { PUBLIC_URL: 'https://auctions.example.org', DEMO: '' }, ownerless: true });
    try {
      expect(await house.database.house.isEmpty()).toBe(true);
    } finally {
      await house.close();
    }
  });
});
