import { randomUUID } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAuction } from '../catalogue/auction.testing.ts';
import { AuctionHouse, Pictures } from '../catalogue/index.ts';
import { startHouse, type TestHouse } from '../house.testing.ts';

const PUBLIC_URL = 'https://auction.example.org';
let house: TestHouse;
let lotIds: string[];

beforeAll(async () => {
  house = await startHouse({ env: { PUBLIC_URL, TRUSTED_PROXIES: '127.0.0.1/32,::1/128' } });
  const red = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer();
  const picture = await house.app.get(Pictures).import(red, { alt: 'Red', credit: null });
  const definition = anAuction('winter', 3);
  const lots = definition.lots.map((lot, index) => ({ ...lot, pictureHashes: index === 0 ? [picture.hash] : [] }));
  const { id } = await house.app.get(AuctionHouse).openAuction({ ...definition, lots });
  lotIds = (await house.database.catalogue.lotsOf(id, { limit: 10 })).items.map(({ lot }) => lot.id);
});
afterAll(() => house?.close());

/** As from an address of its own, so that the limits of one test do not meet another. */
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(house.url + path, { headers: { 'x-forwarded-for': '192.0.2.1', ...headers } });

describe('pictures of links', () => {
  it.each([
    ['a lot with a picture', () => `/previews/lots/${lotIds[0]}.jpg`],
    ['a lot without', () => `/previews/lots/${lotIds[1]}.jpg?lang=ru`],
    ['an auction', () => '/previews/auctions/winter.jpg?v=7'],
    ['the house', () => '/previews/house.jpg?lang=ru'],
  ])('show %s', async (_, path) => {
    const answer = await get(path());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/jpeg');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
    const image = sharp(Buffer.from(await answer.bytes()));
    expect(await image.metadata()).toMatchObject({ format: 'jpeg', width: 1200, height: 630 });
  });

  it('hold the object on its mat', async () => {
    const bytes = Buffer.from(await (await get(`/previews/lots/${lotIds[0]}.jpg`)).bytes());
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3)];
    const [red, green, blue] = at(270, 315);
    expect([red! > 230, green! < 40, blue! < 40]).toEqual([true, true, true]);
    expect(at(10, 10).map((value) => value > 200)).toEqual([true, true, true]);
  });

  it('are sent once, and not again while they stay the same, whatever is bid', async () => {
    const path = `/previews/lots/${lotIds[2]}.jpg`;
    const tag = (await get(path)).headers.get('etag')!;
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    const ada = await house.signUp('Ada');
    await house.database.people.setApproved(ada.personId, true);
    const { items } = await house.database.catalogue.auctions({ limit: 1 });
    await house.database.catalogue.register(items[0]!.id, ada.personId);
    const bid = await fetch(`${house.url}/api/lots/${lotIds[2]}/bids`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: PUBLIC_URL, cookie: ada.cookie },
      body: JSON.stringify({ id: randomUUID(), lotId: lotIds[2], maxMinor: 5_000 }),
    });
    expect(bid.status).toBe(200);
    const again = await get(path, { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await get(`${path}?lang=ru`)).headers.get('etag')).not.toBe(tag);
    expect((await get(`${path}?lang=xx`)).headers.get('etag')).toBe(tag);
  });

  it.each([
    `/previews/lots/${'0'.repeat(8)}-0000-4000-8000-000000000000.jpg`,
    '/previews/lots/..%2f..%2fx.jpg',
    '/previews/lots/x.svg',
    '/previews/auctions/nothing.jpg',
    '/previews/auctions/winter',
  ])('%s is not there', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('are not painted for one address without end', async () => {
    const greedy = { 'x-forwarded-for': '192.0.2.66' };
    const all = await Promise.all(Array.from({ length: 60 }, () => get('/previews/house.jpg', greedy)));
    const refused = all.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(5);
    expect((await get('/previews/house.jpg')).status).toBe(200);
  });
});

describe('the lists of pages', () => {
  const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => ['sitemap', 'url'].includes(name) });
  const read = async (path: string) => {
    const answer = await get(path);
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    return parser.parse(await answer.text()) as {
      sitemapindex: { sitemap: { loc: string }[] };
      urlset: { url: { loc: string; lastmod?: string; 'xhtml:link': Record<string, string>[] }[] };
    };
  };

  it('name every auction and lot, where the house is served, in both languages', async () => {
    const files = (await read('/sitemap.xml')).sitemapindex.sitemap.map(({ loc }) => loc);
    expect(files).toEqual(['pages', 'auctions-1', 'lots-1'].map((name) => `${PUBLIC_URL}/sitemaps/${name}.xml`));
    const pages = await Promise.all(files.map((file) => read(new URL(file).pathname)));
    const urls = pages.flatMap(({ urlset }) => urlset.url);
    expect(urls.map(({ loc }) => loc).sort()).toEqual(
      [
        `${PUBLIC_URL}/`,
        `${PUBLIC_URL}/rates`,
        `${PUBLIC_URL}/auctions/winter`,
        ...lotIds.map((id) => `${PUBLIC_URL}/lots/${id}`),
      ].sort(),
    );
    const lot = urls.find(({ loc }) => loc.endsWith(lotIds[0]!))!;
    expect(Date.parse(lot.lastmod!)).toBeGreaterThan(Date.UTC(2020));
    expect(lot['xhtml:link'].map((link) => `${link['@_hreflang']} ${link['@_href']}`)).toEqual([
      `en ${lot.loc}?lang=en`,
      `ru ${lot.loc}?lang=ru`,
      `x-default ${lot.loc}`,
    ]);
  });

  it.each(['lots-2.xml', 'lots-0.xml', 'auctions-99999.xml', 'lots-1', 'x.xml', 'lots--1.xml'])(
    '%s is none',
    async (file) => {
      expect((await get(`/sitemaps/${file}`)).status).toBe(404);
    },
  );

  it('are found through robots.txt, which keeps programs out of the API', async () => {
    const answer = await get('/robots.txt');
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const lines = (await answer.text()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining(['User-agent: *', 'Disallow: /api/', `Sitemap: ${PUBLIC_URL}/sitemap.xml`]),
    );
    expect(lines.filter((line) => /^Disallow: \/(me|staff|lots|auctions|previews|images)?$/.test(line))).toEqual([]);
  });
});
