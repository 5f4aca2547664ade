import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse, type TestHouse } from '../house.testing.ts';

const SHOP = 'https://shop.example';
const STRANGER = 'https://stranger.example';
let house: TestHouse;
let bidder: { cookie: string };
let staff: { cookie: string };
beforeAll(async () => {
  house = await startHouse({ env: { TRUSTED_ORIGINS: `${SHOP},http://127.0.0.1:4799` } });
  bidder = await house.signUp('Bo Bidder');
  const hired = await house.signUp('Sam Staff');
  await house.setRole(hired.personId, 'staff');
  staff = hired;
});
afterAll(() => house.close());

const get = (path: string, headers: Record<string, string> = {}) => fetch(house.url + path, { headers });

describe('GET /widget.js', () => {
  it('may be loaded by any page and asks caches to look again soon', async () => {
    const answer = await get('/widget.js', { origin: STRANGER });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': 'text/javascript; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('is the same script in every encoding, and 304 where nothing changed', async () => {
    const scripts = new Set<string>();
    for (const encoding of ['br', 'gzip', 'identity', 'br;q=0, gzip']) {
      const answer = await get('/widget.js', { 'accept-encoding': encoding });
      // Not built: then it says so, and nobody keeps that.
      if (answer.status === 503) return expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('cache-control')).toBe('public, max-age=300');
      scripts.add(
        createHash('sha1')
          .update(await answer.text())
          .digest('hex'),
      );
      const again = await get('/widget.js', {
        'accept-encoding': encoding,
        'if-none-match': answer.headers.get('etag')!,
      });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    expect(scripts.size).toBe(1);
  });
});

describe('GET /api/widget/trust', () => {
  const trusted = async (origin?: string): Promise<unknown> =>
    (await get('/api/widget/trust', origin === undefined ? {} : { origin })).json();

  it('tells a page whether its own origin is in the list, and nothing else', async () => {
    expect(await trusted(SHOP)).toEqual({ trusted: true });
    expect(await trusted(house.url)).toEqual({ trusted: true });
    for (const origin of [
      STRANGER,
      `${SHOP}.evil.example`,
      'http://shop.example',
      'https://shop.example:444',
      'null',
      '',
    ]) {
      expect(await trusted(origin)).toEqual({ trusted: false });
    }
    expect(await trusted()).toEqual({ trusted: false });
  });

  it('can be read by a page that is not trusted, without cookies, and is never kept', async () => {
    const { headers } = await get('/api/widget/trust', { origin: STRANGER, cookie: staff.cookie });
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('opens nothing else to a page that is not trusted', async () => {
    for (const path of ['/api/house', '/api/auctions', '/api/staff/widget']) {
      const { headers } = await get(path, { origin: STRANGER });
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });
});

it('GET /api/staff/widget shows the list to people of the house alone', async () => {
  expect((await get('/api/staff/widget')).status).toBe(401);
  expect((await get('/api/staff/widget', { cookie: bidder.cookie })).status).toBe(403);
  const answer = await get('/api/staff/widget', { cookie: staff.cookie });
  expect(await answer.json()).toEqual({ publicUrl: house.url, trustedOrigins: [SHOP, 'http://127.0.0.1:4799'] });
});
