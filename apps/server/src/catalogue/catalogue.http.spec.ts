import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuctionSummary, LotSummary, Page } from '@rostrum/contract';
import sharp from 'sharp';
import { startHouse, type TestHouse } from '../house.testing.ts';
import { anAuction } from './auction.testing.ts';
import { AuctionHouse, Pictures, type AuctionDefinition } from './index.ts';

const HOUR = 3_600_000;
let house: TestHouse;

const lot = (number: number, pictureHashes: string[] = []): AuctionDefinition['lots'][number] => ({
  title: `Lot ${number}`,
  descriptionMd: 'A *cup*.<script>alert(1)</script>',
  provenanceMd: '',
  estimateLowMinor: 1_000,
  estimateHighMinor: 2_000,
  category: 'ceramics',
  pictureHashes,
  openingMinor: 500,
  reserveMinor: 1_234_567,
  consignorId: null,
});

const auction = (slug: string, opensAt: number, lots: AuctionDefinition['lots']): AuctionDefinition =>
  anAuction(slug, 0, {
    descriptionMd: '**All** of it.',
    opensAt,
    firstEndsAt: opensAt + HOUR,
    ladder: { kind: 'percentage', rateBp: 500, floorMinor: 100 },
    softClose: { windowMs: 120_000, extensionMs: 120_000, mode: 'reset', maxExtensions: null, hardEnd: null },
    premium: { tiers: [{ fromMinor: 0, rateBp: 2_000 }], tax: { rateBp: 2_000, on: 'premium' } },
    lots,
  });

beforeAll(async () => {
  house = await startHouse();
  const houses = house.app.get(AuctionHouse);
  const bytes = await sharp({ create: { width: 40, height: 50, channels: 3, background: '#444' } })
    .png()
    .toBuffer();
  const { hash } = await house.app.get(Pictures).import(bytes, { alt: 'Grey', credit: null });
  await houses.openAuction(auction('coming', Date.now() + HOUR, [lot(1)]));
  await houses.openAuction(auction('running', Date.now() - 1_000, [lot(1, [hash]), lot(2), lot(3), lot(4), lot(5)]));
});

afterAll(() => house?.close());

const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${house.url}${path}`, { headers });
const read = async <T>(path: string): Promise<T> => (await get(path)).json() as Promise<T>;
const post = (path: string, body: unknown, cookie = ''): Promise<Response> =>
  fetch(`${house.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.url, cookie },
    body: JSON.stringify(body),
  });

describe('auctions over REST', () => {
  test('open ones come first, with their status and end', async () => {
    const { items, nextCursor } = await read<Page<AuctionSummary>>('/api/auctions');
    expect(items.map(({ slug, status }) => [slug, status])).toEqual([
      ['running', 'open'],
      ['coming', 'scheduled'],
    ]);
    expect(nextCursor).toBeNull();
    const { items: lots } = await read<Page<LotSummary>>('/api/auctions/running/lots');
    expect(items[0]!.endsAt).toBe(lots.at(-1)!.endsAt);
    expect(items[0]!.cover?.alt).toBe('Grey');
  });

  test('one has its rules, and its texts as HTML', async () => {
    expect(await read('/api/auctions/running')).toMatchObject({
      descriptionHtml: '<p><strong>All</strong> of it.</p>',
      termsHtml: '<p>Pay.</p>',
      ladder: expect.arrayContaining([{ fromMinor: 10_000, stepMinor: 500 }]),
      softClose: { windowMs: 120_000, extensionMs: 120_000, mode: 'reset' },
      tax: { rateBp: 2_000, on: 'premium' },
    });
  });

  test('pages follow each other without gaps or doubles', async () => {
    const numbers: number[] = [];
    let cursor: string | null = null;
    do {
      const path: string = `/api/auctions/running/lots?limit=2${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
      const page: Page<LotSummary> = await read(path);
      expect(page.items.length).toBeLessThanOrEqual(2);
      numbers.push(...page.items.map(({ number }) => number));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(numbers).toEqual([1, 2, 3, 4, 5]);
  });

  test('ends are staggered', async () => {
    const { items } = await read<Page<LotSummary>>('/api/auctions/running/lots');
    expect(items.map(({ endsAt }) => endsAt - items[0]!.endsAt)).toEqual([0, 20_000, 40_000, 60_000, 80_000]);
  });

  test.each(['0', '-1', '201', '1.5', 'abc', ''])('a limit of "%s" is refused by name', async (limit) => {
    const answer = await get(`/api/auctions?limit=${limit}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await answer.json()).toMatchObject({ code: 'BAD_REQUEST', path: 'limit' });
  });

  test.each(['/api/auctions/none', '/api/auctions/none/lots', '/api/auctions/%00', '/api/auctions/running%27--'])(
    '%s is not found',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    },
  );

  test('caches may keep the public pages, and must ask', async () => {
    const first = await get('/api/auctions/coming/lots');
    const tag = first.headers.get('etag')!;
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    expect((await get('/api/auctions/coming/lots', { 'if-none-match': tag })).status).toBe(304);
    expect((await get('/api/auctions/coming/lots', { 'if-none-match': 'W/"other"' })).status).toBe(200);
  });
});

describe('a lot over REST', () => {
  test('has its state, safe texts, pictures and neighbours, and not its reserve', async () => {
    const { items } = await read<Page<LotSummary>>('/api/auctions/running/lots');
    const answer = await get(`/api/lots/${items[0]!.id}`);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      title: 'Lot 1',
      number: 1,
      status: 'open',
      priceMinor: null,
      minimumMinor: 500,
      reserveMet: false,
      descriptionHtml: '<p>A <em>cup</em>.</p>',
      previousLotId: null,
      nextLotId: items[1]!.id,
      auction: { slug: 'running', zone: 'Europe/Berlin' },
      pictures: [{ width: 40, height: 50, widths: [40], alt: 'Grey' }],
    });
    expect(text).not.toContain('1234567');
  });

  test('agrees with the list', async () => {
    const { items } = await read<Page<LotSummary>>('/api/auctions/running/lots');
    expect(await read(`/api/lots/${items[2]!.id}`)).toMatchObject(items[2]!);
  });

  test.each(['nothing', '00000000-0000-7000-8000-000000000000', '1%20or%201'])('%s is unknown', async (id) => {
    const answer = await get(`/api/lots/${id}`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'LOT_UNKNOWN' });
  });
});

describe('pictures over HTTP', () => {
  test('may be kept for ever', async () => {
    const { items } = await read<Page<LotSummary>>('/api/auctions/running/lots?limit=1');
    for (const kind of ['avif', 'webp']) {
      const answer = await get(`/images/${items[0]!.picture!.hash}-40.${kind}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe(`image/${kind}`);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect((await answer.bytes()).length).toBe(Number(answer.headers.get('content-length')));
    }
  });

  test.each(['x.webp', '..%2f..%2fPG_VERSION', `${'0'.repeat(32)}-320.webp`, `${'0'.repeat(32)}-320.svg`])(
    '%s is not found',
    async (file) => {
      expect((await get(`/images/${file}`)).status).toBe(404);
    },
  );
});

describe('registration', () => {
  test('gives one paddle for ever', async () => {
    const { cookie } = await house.signUp('Paula Paddle');
    const answers = [];
    for (let i = 0; i < 2; i++)
      answers.push(await (await post('/api/auctions/coming/register', { acceptTerms: true }, cookie)).json());
    expect(answers[0]).toMatchObject({ ok: true, paddle: expect.any(Number) });
    expect(answers[1]).toEqual(answers[0]);
  });

  test('wants the terms accepted, a person, an auction, and no staff', async () => {
    const { cookie, personId } = await house.signUp('Sam Stern');
    const code = async (answer: Promise<Response>) => ((await (await answer).json()) as { code: string }).code;
    expect(await code(post('/api/auctions/coming/register', {}, cookie))).toBe('BAD_REQUEST');
    expect(await code(post('/api/auctions/coming/register', { acceptTerms: true }))).toBe('UNAUTHENTICATED');
    expect(await code(post('/api/auctions/none/register', { acceptTerms: true }, cookie))).toBe('NOT_FOUND');
    await house.setRole(personId, 'staff');
    expect(await code(post('/api/auctions/coming/register', { acceptTerms: true }, cookie))).toBe('MAY_NOT_BID');
  });
});

describe('an auction that was left half made', () => {
  test('is completed, and not doubled', async () => {
    const houses = house.app.get(AuctionHouse);
    const definition = auction('torn', Date.now() + HOUR, [lot(1), lot(2), lot(3)]);
    await houses.openAuction({ ...definition, lots: definition.lots.slice(0, 1) });
    expect((await houses.openAuction(definition)).lotCount).toBe(3);
    expect((await houses.openAuction(definition)).lotCount).toBe(3);
  });

  test('is refused where no lot could be sold by its rules', async () => {
    const houses = house.app.get(AuctionHouse);
    const broken = auction('broken', Date.now() + HOUR, [{ ...lot(1), openingMinor: 0 }]);
    await expect(houses.openAuction(broken)).rejects.toThrow(RangeError);
  });
});
