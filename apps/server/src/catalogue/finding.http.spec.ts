import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FoundLots } from '@rostrum/contract';
import { startHouse, type TestHouse } from '../house.testing.ts';
import { AuctionHouse, type AuctionDefinition } from './index.ts';

const HOUR = 3_600_000;
const naughty = join(import.meta.dirname, '../../../../../shared/data/torture/blns.json');
const missing = existsSync(naughty) ? '' : ' (skipped: ../shared/data/torture/blns.json is not here)';
let house: TestHouse;

const lot = (title: string, category: string, openingMinor: number): AuctionDefinition['lots'][number] => ({
  title,
  descriptionMd: '',
  provenanceMd: '',
  estimateLowMinor: null,
  estimateHighMinor: null,
  category,
  pictureHashes: [],
  openingMinor,
  reserveMinor: 7_654_321,
  consignorId: null,
});

const auction = (slug: string, currency: string, exponent: number, lots: AuctionDefinition['lots']) => ({
  slug,
  title: slug,
  summary: '',
  descriptionMd: '',
  termsMd: '',
  demo: false,
  currency,
  exponent,
  zone: 'Europe/Berlin',
  opensAt: Date.now() - 1_000,
  firstEndsAt: Date.now() + HOUR,
  staggerMs: 20_000,
  ladder: { kind: 'flat' as const, stepMinor: 100 },
  offLadder: 'allow' as const,
  reserveMode: 'hold' as const,
  softClose: { windowMs: 0, extensionMs: 0, mode: 'reset' as const, maxExtensions: null, hardEnd: null },
  premium: { tiers: [{ fromMinor: 0, rateBp: 0 }], tax: { rateBp: 0, on: 'premium' as const } },
  lots,
});

beforeAll(async () => {
  house = await startHouse();
  const houses = house.app.get(AuctionHouse);
  await houses.openAuction(
    auction('estate', 'EUR', 2, [
      lot('A walnut chair', 'furniture', 5_000),
      lot('A vase', 'ceramics', 2_000),
      lot('Four chairs', 'furniture', 9_000),
    ]),
  );
  await houses.openAuction(auction('workshop', 'JPY', 0, [lot('A chair to mend', 'tools', 300)]));
});

afterAll(() => house?.close());

const get = (path: string): Promise<Response> => fetch(`${house.url}${path}`);
const find = async (query: string): Promise<FoundLots> => (await get(`/api/lots${query}`)).json() as Promise<FoundLots>;
const titles = async (query: string): Promise<string[]> => (await find(query)).items.map(({ title }) => title);

describe('lots over all auctions', () => {
  test('come with what there is in all, by auction, category and status', async () => {
    const { items, total, nextCursor, facets } = await find('');
    expect(items.map(({ title, currency, exponent }) => [title, currency, exponent])).toEqual([
      ['A walnut chair', 'EUR', 2],
      ['A chair to mend', 'JPY', 0],
      ['A vase', 'EUR', 2],
      ['Four chairs', 'EUR', 2],
    ]);
    expect([total, nextCursor]).toEqual([4, null]);
    expect(facets.statuses).toEqual([{ status: 'open', count: 4 }]);
    expect(facets.categories.map(({ category, count }) => `${category} ${count}`)).toEqual([
      'ceramics 1',
      'furniture 2',
      'tools 1',
    ]);
    expect(facets.auctions).toEqual([
      expect.objectContaining({ slug: 'estate', title: 'estate', zone: 'Europe/Berlin', currency: 'EUR', count: 3 }),
      expect.objectContaining({ slug: 'workshop', currency: 'JPY', exponent: 0, count: 1 }),
    ]);
  });

  test('are searched, narrowed and sorted', async () => {
    expect(await titles('?q=chairs&sort=number')).toEqual(['A walnut chair', 'A chair to mend', 'Four chairs']);
    expect(await titles('?q=chair&auction=workshop')).toEqual(['A chair to mend']);
    expect(await titles('?category=furniture&min=5001')).toEqual(['Four chairs']);
    expect(await titles('?max=2000&status=open')).toEqual(['A chair to mend', 'A vase']);
    expect(await titles('?sort=price')).toEqual(['A vase', 'A walnut chair', 'Four chairs', 'A chair to mend']);
    expect(await titles('?q=%20&category=')).toHaveLength(4);
    expect(await titles('?q=!!!')).toEqual([]);
  });

  test('keep the other choices countable', async () => {
    const { total, facets } = await find('?q=chair&category=furniture&auction=estate');
    expect(total).toBe(2);
    expect(facets.categories).toEqual([{ category: 'furniture', count: 2 }]);
    expect(facets.auctions.map(({ slug, count }) => [slug, count])).toEqual([['estate', 2]]);
    expect((await find('?q=chair&auction=estate')).facets.auctions).toHaveLength(2);
  });

  test('follow each other page by page, in every order', async () => {
    for (const sort of ['ending', 'number', 'price', 'bids']) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: FoundLots = await find(`?sort=${sort}&limit=1${cursor ? `&cursor=${cursor}` : ''}`);
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(new Set(seen).size).toBe(4);
      expect(seen).toHaveLength(4);
    }
  });

  test('tell nothing of reserves', async () => {
    expect(await (await get('/api/lots')).text()).not.toContain('7654321');
    expect(await titles('?min=7654321')).toEqual([]);
  });
});

describe('lots of one auction', () => {
  test('take the same query, and know of no other auction', async () => {
    const answer = await get('/api/auctions/estate/lots?q=chair&sort=price');
    const { items, total, facets } = (await answer.json()) as FoundLots;
    expect(items.map(({ title }) => title)).toEqual(['A walnut chair', 'Four chairs']);
    expect(total).toBe(2);
    expect(facets.auctions.map(({ slug }) => slug)).toEqual(['estate']);
  });
});

describe('a bad query', () => {
  test.each([
    ['status=draft', 'status'],
    ['status=', 'status'],
    ['sort=reserve', 'sort'],
    ['min=-1', 'min'],
    ['min=1.5', 'min'],
    ['max=1e3', 'max'],
    ['max=', 'max'],
    ['max=999999999999999', 'max'],
    ['limit=0', 'limit'],
    ['auction=NO', 'auction'],
    ['q=a&q=b', 'q'],
    [`q=${'a'.repeat(201)}`, 'q'],
    ['cursor=', 'cursor'],
    ['cursor=nonsense', 'cursor'],
    [`cursor=${Buffer.from('["bids",0,1,"x"]').toString('base64url')}`, 'cursor'],
  ])('%s is refused by name', async (query, path) => {
    const answer = await get(`/api/lots?${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'BAD_REQUEST', path });
  });

  test('an auction that is none is not found', async () => {
    expect((await get('/api/lots?auction=none')).status).toBe(404);
  });

  test('a broken cursor of any other list is refused too', async () => {
    for (const path of ['/api/auctions?cursor=x', '/api/auctions/estate/lots?cursor=x']) {
      const answer = await get(path);
      expect(await answer.json(), path).toMatchObject({ code: 'BAD_REQUEST', path: 'cursor' });
    }
  });
});

test.skipIf(missing !== '')(`every naughty text is only a text${missing}`, async () => {
  const texts = JSON.parse(readFileSync(naughty, 'utf8')) as string[];
  expect(texts.length).toBeGreaterThan(400);
  for (const text of texts) {
    const query = new URLSearchParams({ q: text }).toString();
    for (const path of [`/api/lots?${query}`, `/api/auctions/estate/lots?${query}`]) {
      const answer = await get(path);
      await answer.arrayBuffer();
      expect(answer.status, JSON.stringify(text)).toBeLessThan(500);
    }
    const other = await get(`/api/lots?${new URLSearchParams({ category: text.slice(0, 100), cursor: text })}`);
    expect(other.status, JSON.stringify(text)).toBeLessThan(500);
    await other.arrayBuffer();
  }
});
