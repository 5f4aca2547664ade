import { randomUUID } from 'node:crypto';
import type { OwnPush, StaffDeliveries } from '@rostrum/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSql } from '../bidding/test-database.testing.ts';
import { anAuction } from '../catalogue/auction.testing.ts';
import { AuctionHouse } from '../catalogue/index.ts';
import { startHouse, type TestHouse, type TestPerson } from '../house.testing.ts';
import { PushReach } from './push.reach.ts';
import { PushService, vapidClaims, type TestBrowser } from './push-service.testing.ts';

const WAIT = { timeout: 20_000 };

describe('pushes, in a running house', () => {
  let house: TestHouse;
  let service: PushService;
  let ada: TestPerson;
  let bo: TestPerson;
  let lotIds: string[];
  let maxMinor = 5_000;

  const send = (method: string, path: string, who: TestPerson | null, body?: unknown): Promise<Response> =>
    fetch(`${house.url}${path}`, {
      method,
      headers: {
        origin: house.url,
        'user-agent': 'A browser of a test',
        ...(who ? { cookie: who.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const devices = async (answer: Response): Promise<OwnPush> => (await answer.json()) as OwnPush;
  const subscribe = async (who: TestPerson, name: string): Promise<TestBrowser> => {
    const browser = service.browser(name);
    expect((await send('POST', '/api/me/push', who, browser.target)).status).toBe(200);
    return browser;
  };
  const bid = async (who: TestPerson, lotId: string): Promise<void> => {
    maxMinor += 5_000;
    const answer = await send('POST', `/api/lots/${lotId}/bids`, who, { id: randomUUID(), lotId, maxMinor });
    expect(answer.status).toBe(200);
  };
  const outbidAda = async (lotId: string): Promise<void> => {
    await bid(ada, lotId);
    await bid(bo, lotId);
  };

  beforeAll(async () => {
    service = await new PushService().open();
    house = await startHouse({ env: { BIDS_PER_SECOND: '100' } });
    service.answersFor(house.app.get(PushReach));
    [ada, bo] = [await house.signUp('Ada Away'), await house.signUp('Bo Bidder')];
    const firstEndsAt = Date.now() + 3_000_000;
    const { id } = await house.app.get(AuctionHouse).openAuction(anAuction('push', 4, { firstEndsAt, staggerMs: 0 }));
    for (const { personId } of [ada, bo]) await house.database.catalogue.register(id, personId);
    lotIds = (await house.database.catalogue.lotsOf(id, { limit: 9 })).items.map(({ lot }) => lot.id);
  });
  afterAll(async () => {
    await house?.close();
    await service?.close();
  });

  it('go to a browser that was given leave, encrypted for it alone, signed by the house', async () => {
    const browser = await subscribe(ada, 'phone');
    await outbidAda(lotIds[0]!);
    await expect.poll(() => service.for('phone').length, WAIT).toBe(1);
    const [push] = service.for('phone');
    const payload = browser.read(push!);
    expect(payload).toMatchObject({ title: expect.stringContaining('Lot 1 · '), path: `/lots/${lotIds[0]}` });
    expect(payload.body).toMatch(/^You were outbid\. The price is .*; the next bid is /);
    expect(() => service.browser('other').read(push!)).toThrow();
    expect(push!.body.length).toBeLessThan(600);
    expect(push!.headers).toMatchObject({ urgency: 'high', 'content-encoding': 'aes128gcm' });
    expect(push!.headers['topic']).toMatch(/^[\w-]{32}$/);
    expect(Number(push!.headers['ttl'])).toBeGreaterThan(0);
    expect(Number(push!.headers['ttl'])).toBeLessThanOrEqual(3_000);
    const { publicKey } = await devices(await send('GET', '/api/me/push', ada));
    const claims = vapidClaims(push!, publicKey);
    expect(claims).toMatchObject({ aud: 'https://push.example.org', sub: 'mailto:no-reply@localhost' });
    expect(JSON.stringify(payload) + JSON.stringify(push!.headers)).not.toMatch(
      new RegExp(`${ada.personId}|${ada.email}|Ada`),
    );
  });

  it('wait where a service is busy, and are sent once', async () => {
    let asked = 0;
    service.answer = (path) => (path === '/phone' && asked++ === 0 ? 503 : 201);
    await outbidAda(lotIds[1]!);
    const retried = async () =>
      ((await (await send('GET', '/api/staff/deliveries?status=retried', staff)).json()) as StaffDeliveries).items;
    const staff = await house.signUp('Stella Staff');
    await house.setRole(staff.personId, 'staff');
    await expect.poll(async () => (await retried()).map(({ reason }) => reason), WAIT).toEqual(['503']);
    await runSql(house.database, "UPDATE pushes SET next_at = 0 WHERE status = 'queued'");
    await expect.poll(() => asked, WAIT).toBe(2);
    await expect.poll(async () => (await retried()).length, WAIT).toBe(0);
    expect((await send('GET', '/api/staff/deliveries', ada)).status).toBe(403);
    const all = (await (
      await send('GET', '/api/staff/deliveries?channel=push&limit=9', staff)
    ).json()) as StaffDeliveries;
    expect(all.items).toMatchObject([
      { channel: 'push', kind: 'outbid', status: 'sent', attempts: 2, reason: null, name: 'Ada Away' },
      { channel: 'push', kind: 'outbid', status: 'sent', attempts: 1 },
    ]);
    expect(all.counts).toContainEqual({ channel: 'push', status: 'sent', count: 2 });
    expect(JSON.stringify(all)).not.toMatch(/push\.example|@/);
  });

  it('forget a browser that is gone, and one that signed out', async () => {
    service.answer = () => 410;
    await outbidAda(lotIds[2]!);
    const left = async () => (await devices(await send('GET', '/api/me/push', ada))).devices.length;
    await expect.poll(left, WAIT).toBe(0);
    service.answer = () => 201;
    const before = service.for('phone').length;
    await subscribe(bo, 'desk');
    expect((await send('POST', '/api/auth/sign-out', bo, {})).status).toBe(200);
    expect(await runSql(house.database, 'SELECT 1 FROM push_subscriptions')).toEqual([]);
    expect(service.for('phone')).toHaveLength(before);
  });

  it('are taken by their own person only, to places of the public net, with keys that are keys', async () => {
    const { target } = service.browser('x');
    expect((await send('POST', '/api/me/push', null, target)).status).toBe(401);
    const bad = [
      { ...target, endpoint: 'https://127.0.0.1/x' },
      { ...target, endpoint: 'http://push.example.org/x' },
      { ...target, keys: { ...target.keys, p256dh: 'AAAA' } },
      { ...target, keys: { ...target.keys, auth: 'AAAA' } },
      { endpoint: target.endpoint },
    ];
    for (const body of bad) expect((await send('POST', '/api/me/push', ada, body)).status).toBe(400);
    await subscribe(ada, 'mine');
    const { devices: own } = await devices(await send('GET', '/api/me/push', ada));
    expect(own).toMatchObject([{ userAgent: 'A browser of a test', current: true, lastSentAt: null }]);
    const stranger = await house.signUp('Sam Stranger');
    await send('DELETE', `/api/me/push/${own[0]!.id}`, stranger);
    expect((await devices(await send('GET', '/api/me/push', ada))).devices).toHaveLength(1);
    expect((await devices(await send('DELETE', `/api/me/push/${own[0]!.id}`, ada))).devices).toEqual([]);
  });

  it('come with the same key after a restart of the house', async () => {
    const { publicKey } = await devices(await send('GET', '/api/me/push', ada));
    expect(await house.database.house.setting('push.vapid')).toMatchObject({ publicKey });
  });
});
