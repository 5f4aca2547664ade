import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PICTURE_BYTES_MAX, PICTURES_PER_LOT_MAX, type LotDetail, type StaffLotPictures } from '@rostrum/contract';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startHouse, type TestHouse, type TestPerson } from '../house.testing.ts';
import { Env } from '../platform/index.ts';
import { anAuction } from './auction.testing.ts';
import { AuctionHouse, Pictures } from './index.ts';

const torture = join(import.meta.dirname, '../../../../../shared/data/torture/images');
const missing = existsSync(torture) ? '' : ' (skipped: ../shared/data/torture/images is not here)';
const filesIn = (folder: string): [string, Buffer<ArrayBuffer>][] =>
  missing
    ? [[`picture${missing}`, Buffer.alloc(0)]]
    : readdirSync(join(torture, folder)).map((name) => [name, readFileSync(join(torture, folder, name))]);

let house: TestHouse;
let owner: TestPerson;
let lots: string[] = [];

beforeAll(async () => {
  house = await startHouse();
  owner = await house.signUp('Olga');
  await house.setRole(owner.personId, 'owner');
  const { id, slug } = await house.app.get(AuctionHouse).openAuction(anAuction('pictures', 8));
  expect(id).not.toBe('');
  const listed = (await (await fetch(`${house.url}/api/auctions/${slug}/lots`)).json()) as { items: LotDetail[] };
  lots = listed.items.map((lot) => lot.id);
});
afterAll(() => house.close());

const canvas = (colour: string, size = 40): Promise<Buffer<ArrayBuffer>> =>
  sharp({ create: { width: size, height: size, channels: 3, background: colour } })
    .png()
    .toBuffer() as Promise<Buffer<ArrayBuffer>>;
interface Sent {
  method?: string;
  body?: RequestInit['body'];
  type?: string;
  cookie?: string;
  origin?: string;
}
const send = (lot: string, rest: string, sent: Sent = {}): Promise<Response> =>
  fetch(`${house.url}/api/staff/lots/${lot}/pictures${rest}`, {
    method: sent.method ?? 'POST',
    redirect: 'manual',
    headers: {
      origin: sent.origin ?? house.url,
      cookie: sent.cookie ?? owner.cookie,
      ...(sent.type === undefined ? {} : { 'content-type': sent.type }),
    },
    ...(sent.body === undefined ? {} : { body: sent.body }),
  });
const put = (lot: string, bytes: Buffer<ArrayBuffer>, alt = '', cookie = owner.cookie): Promise<Response> =>
  send(lot, `?alt=${encodeURIComponent(alt)}`, { body: bytes, type: 'application/octet-stream', cookie });
const json = (lot: string, method: string, rest: string, body: unknown): Promise<Response> =>
  send(lot, rest, { method, body: JSON.stringify(body), type: 'application/json' });
const shown = async (answer: Response): Promise<StaffLotPictures> => (await answer.json()) as StaffLotPictures;
const problem = async (answer: Response) =>
  (await answer.json()) as { code: string; fault?: string; message: string; path?: string };

describe('an upload', () => {
  test('is on the lot page at once, encoded anew, with its words', async () => {
    const answer = await put(lots[0]!, await canvas('#335577'), '  A blue\u0000 square ');
    expect(answer.status).toBe(201);
    const { pictures, lot } = await shown(answer);
    expect(lot).toMatchObject({ id: lots[0], number: 1, title: 'Lot 1' });
    expect(pictures).toMatchObject([{ alt: 'A blue  square', width: 40, widths: [40], credit: null }]);
    const page = (await (await fetch(`${house.url}/api/lots/${lots[0]}`)).json()) as LotDetail;
    expect(page.pictures).toEqual(pictures);
    const file = await fetch(`${house.url}/images/${pictures[0]!.hash}-40.avif`);
    expect(file.headers.get('content-type')).toBe('image/avif');
  });

  test('twice is one picture, and keeps its words where none came', async () => {
    const picture = await canvas('#224466');
    await put(lots[1]!, picture, 'First words');
    expect((await shown(await put(lots[1]!, picture))).pictures.map(({ alt }) => alt)).toEqual(['First words']);
    expect((await shown(await put(lots[1]!, picture, 'Better'))).pictures.map(({ alt }) => alt)).toEqual(['Better']);
  });

  test.each([
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), 'not-a-picture'],
    ['nothing', Buffer.alloc(0), 'not-a-picture'],
    ['16 MB', Buffer.alloc(PICTURE_BYTES_MAX + 1), 'too-large'],
  ])('of %s is refused', async (_what, bytes, fault) => {
    const answer = await put(lots[2]!, bytes);
    expect(answer.status).toBe(400);
    expect(await problem(answer)).toMatchObject({ code: 'BAD_REQUEST', path: 'picture', fault });
  });

  test('of more bytes than it declared is refused, and not kept in memory', async () => {
    const piece = new Uint8Array(1024 * 1024);
    let left = 16;
    const body = new ReadableStream({
      pull: (to) => (left-- > 0 ? to.enqueue(piece) : to.close()),
    });
    const answer = await fetch(`${house.url}/api/staff/lots/${lots[2]}/pictures`, {
      method: 'POST',
      headers: { origin: house.url, cookie: owner.cookie, 'content-type': 'image/png' },
      body,
      duplex: 'half',
    } as RequestInit);
    expect(await problem(answer)).toMatchObject({ fault: 'too-large' });
  });

  test('of 51 million pixels is refused', async () => {
    const huge = await sharp({ create: { width: 7_200, height: 7_200, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect(await problem(await put(lots[2]!, huge as Buffer<ArrayBuffer>))).toMatchObject({ fault: 'too-many-pixels' });
  });

  test('is taken from people of the house only, from its own origin only, and not for lots that are none', async () => {
    const picture = { body: await canvas('#111111'), type: 'image/png' };
    const bidder = await house.signUp('Bo');
    expect(await problem(await send(lots[2]!, '', { ...picture, cookie: '' }))).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(await problem(await send(lots[2]!, '', { ...picture, cookie: bidder.cookie }))).toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await send(lots[2]!, '', { ...picture, origin: 'http://evil.test' })).status).toBe(403);
    expect(await problem(await send(crypto.randomUUID(), '', picture))).toMatchObject({ code: 'LOT_UNKNOWN' });
    expect(await problem(await send('nonsense', '', picture))).toMatchObject({ code: 'BAD_REQUEST' });
    expect((await shown(await send(lots[2]!, '', { method: 'GET' }))).pictures).toEqual([]);
    expect((await send(lots[2]!, '', { method: 'GET', cookie: bidder.cookie })).status).toBe(403);
    const elsewhere = await fetch(`${house.url}/api/auctions/pictures/register`, {
      method: 'POST',
      headers: { origin: house.url, cookie: bidder.cookie, 'content-type': 'image/png' },
      body: picture.body,
    });
    expect(await problem(elsewhere)).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('a plain form', () => {
  const post = (lot: string, bytes: Buffer<ArrayBuffer>, alt: string): Promise<Response> => {
    const form = new FormData();
    form.set('alt', alt);
    form.set('picture', new File([bytes], 'a.png', { type: 'image/png' }));
    return send(lot, '', { body: form });
  };

  test('is led back to its page', async () => {
    const answer = await post(lots[3]!, await canvas('#884422'), 'From a form');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/staff/lots/${lots[3]}/pictures?added=1`]);
    expect((await shown(await send(lots[3]!, '', { method: 'GET' }))).pictures).toMatchObject([{ alt: 'From a form' }]);
  });

  test('keeps what was typed when the picture is refused', async () => {
    const answer = await post(lots[3]!, Buffer.from('no picture'), 'Ein Stück & mehr');
    const to = new URL(answer.headers.get('location')!, house.url);
    expect(answer.status).toBe(303);
    expect(Object.fromEntries(to.searchParams)).toEqual({ fault: 'not-a-picture', alt: 'Ein Stück & mehr' });
  });

  test('that cannot be read is refused', async () => {
    const answer = await send(lots[3]!, '', { body: 'rubbish', type: 'multipart/form-data; boundary=x' });
    expect(await problem(answer)).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('the pictures of a lot', () => {
  test('come at a pace', async () => {
    const { personId, cookie } = await house.signUp('Speedy');
    await house.setRole(personId, 'staff');
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => put(lots[2]!, Buffer.from('no picture'), '', cookie)),
    );
    const limited = answers.find(({ status }) => status === 429);
    expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await put(lots[2]!, Buffer.from('no picture'))).status).toBe(400);
  });

  test('are put in order, described, removed and brought back', async () => {
    const lot = lots[4]!;
    for (const colour of ['#ff0000', '#00ff00', '#0000ff']) await put(lot, await canvas(colour));
    const [red, green, blue] = (await shown(await send(lot, '', { method: 'GET' }))).pictures.map(({ hash }) => hash);
    const hashes = async (answer: Response): Promise<string[]> =>
      (await shown(answer)).pictures.map(({ hash }) => hash);
    expect(await hashes(await json(lot, 'PUT', '', { hashes: [blue, red, green] }))).toEqual([blue, red, green]);
    const described = await json(lot, 'PATCH', `/${red}`, { alt: 'Red' });
    expect((await shown(described)).pictures[1]).toMatchObject({ hash: red, alt: 'Red' });
    expect(await hashes(await send(lot, `/${red}`, { method: 'DELETE' }))).toEqual([blue, green]);
    expect(await hashes(await send(lot, `/${red}`, { method: 'DELETE' }))).toEqual([blue, green]);
    expect(await problem(await json(lot, 'PATCH', `/${red}`, { alt: 'x' }))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await hashes(await json(lot, 'PUT', '', { hashes: [blue, red, green] }))).toEqual([blue, red, green]);
    expect(await problem(await json(lot, 'PUT', '', { hashes: ['0'.repeat(32)] }))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await problem(await json(lot, 'PATCH', `/${red}`, { alt: 'x'.repeat(501) }))).toMatchObject({
      code: 'BAD_REQUEST',
      path: 'alt',
    });
  });

  test('are at most as many as it may have', async () => {
    const lot = lots[5]!;
    const many = Array.from({ length: PICTURES_PER_LOT_MAX }, (_, index) => `${index}`.padStart(32, 'a'));
    for (const hash of many) {
      const row = { hash, width: 1, height: 1, widths: [1], alt: '', placeholder: '', credit: null };
      await house.database.catalogue.addPicture(row);
      expect(await house.database.lotPictures.append(lot, hash, PICTURES_PER_LOT_MAX)).toBe('done');
    }
    expect(await problem(await put(lot, await canvas('#abcdef')))).toMatchObject({ fault: 'too-many' });
  });

  test('leave no files behind once nobody can bring them back', async () => {
    const lot = lots[6]!;
    const { pictures } = await shown(await put(lot, await canvas('#123456')));
    const { hash } = pictures[0]!;
    await send(lot, `/${hash}`, { method: 'DELETE' });
    const files = async (): Promise<string[]> =>
      (await readdir(join(house.app.get(Env).dataDir, 'images'))).filter((name) => name.startsWith(hash));
    expect(await house.app.get(Pictures).sweep(Date.now() - 60_000)).toBe(0);
    expect(await files()).toHaveLength(2);
    expect(await house.app.get(Pictures).sweep(Date.now() + 60_000)).toBeGreaterThanOrEqual(1);
    expect(await files()).toEqual([]);
    expect((await house.database.catalogue.pictures([hash])).size).toBe(0);
    const again = await put(lot, await canvas('#123456'));
    expect(again.status).toBe(201);
    expect(await files()).toHaveLength(2);
  });
});

describe('everything of the torture folder', () => {
  let staff: TestPerson;
  beforeAll(async () => {
    staff = await house.signUp('Sam');
    await house.setRole(staff.personId, 'staff');
  });
  const tried = async (bytes: Buffer<ArrayBuffer>): Promise<string> => {
    const answer = await put(lots[7]!, bytes, '', staff.cookie);
    if (answer.status !== 201) return (await problem(answer)).fault ?? `answered ${answer.status}`;
    const { pictures } = await shown(answer);
    await send(lots[7]!, `/${pictures.at(-1)!.hash}`, { method: 'DELETE' });
    return 'taken';
  };

  test.skipIf(missing !== '').each(filesIn('pngsuite-bad'))('%s is refused', async (_name, bytes) => {
    expect(await tried(bytes)).toMatch(/^(damaged|not-a-picture)$/);
  });
  test.skipIf(missing !== '').each(filesIn('pngsuite-good'))('%s is encoded anew', async (_name, bytes) => {
    expect(await tried(bytes)).toBe('taken');
  });
  test.skipIf(missing !== '').each(filesIn('odd'))('%s is what it is by its content', async (name, bytes) => {
    expect(await tried(bytes)).toBe(name === 'jpeg-named.webp' ? 'taken' : 'not-a-picture');
  });
});
