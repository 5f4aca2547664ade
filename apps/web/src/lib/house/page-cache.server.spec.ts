import { beforeEach, describe, expect, test } from 'vitest';
import { PageCache } from './page-cache.server.ts';

const HTML = { 'content-type': 'text/html; charset=utf-8' };

describe('a page for strangers', () => {
  let now = 0;
  let rendered = 0;
  let cache: PageCache;
  beforeEach(() => {
    now = rendered = 0;
    cache = new PageCache(() => now);
  });

  /** Asks for a page that says how many were rendered before it. */
  const ask = async (key = '/', init: ResponseInit = { headers: HTML }) => {
    const response = await cache.answer(key, async () => new Response(`page ${++rendered}`, init));
    return { response, text: await response.text() };
  };

  test('is rendered once for all who ask at once, and kept for a second', async () => {
    const crowd = await Promise.all([ask(), ask(), ask()]);
    expect(crowd.map(({ text }) => text)).toEqual(['page 1', 'page 1', 'page 1']);
    expect(crowd[2]!.response.headers.get('content-type')).toBe(HTML['content-type']);
    now = 999;
    expect((await ask()).text).toBe('page 1');
    now = 1_000;
    expect((await ask()).text).toBe('page 2');
  });

  test('is shared while it is being rendered, however long that takes', async () => {
    let finish = (): void => undefined;
    const slow = new Promise<void>((resolve) => (finish = resolve));
    const first = cache.answer('/', async () => {
      await slow;
      return new Response('slow', { headers: HTML });
    });
    now = 5_000;
    const second = ask();
    finish();
    expect([await (await first).text(), (await second).text, rendered]).toEqual(['slow', 'slow', 0]);
    expect((await ask()).text).toBe('page 1');
  });

  test('is one for each address, language and cookie, which its key names', async () => {
    expect([(await ask('a')).text, (await ask('b')).text, (await ask('a')).text]).toEqual([
      'page 1',
      'page 2',
      'page 1',
    ]);
  });

  test.each<[string, ResponseInit]>([
    ['that sets a cookie', { headers: { ...HTML, 'set-cookie': 'locale=ru' } }],
    ['that nobody may keep', { headers: { ...HTML, 'cache-control': 'private, no-store' } }],
    ['that was not found', { status: 404, headers: HTML }],
    ['that leads elsewhere', { status: 303, headers: { location: '/sign-in' } }],
    ['that is a file', { headers: { 'content-type': 'application/json' } }],
  ])('%s is rendered for each', async (_what, init) => {
    const crowd = await Promise.all([ask('/', init), ask('/', init)]);
    expect(crowd.map(({ text }) => text).toSorted()).toEqual(['page 1', 'page 2']);
    expect((await ask('/', init)).text).toBe('page 3');
  });

  test('that fails, fails for who asked first; the others get one of their own', async () => {
    const failing = cache.answer('/', () => Promise.reject(new Error('no database')));
    const other = ask();
    await expect(failing).rejects.toThrow('no database');
    expect((await other).text).toBe('page 1');
  });
});
