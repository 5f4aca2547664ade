import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Lifecycle } from '../../platform/index.ts';
import { ask, ended, next } from '../client-socket.testing.ts';
import { Stage } from '../stage.testing.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

const bid = (lotId: string, maxMinor: number) => ({ id: randomUUID(), lotId, maxMinor });

describe('a session that ends on a live socket', () => {
  it.each(['sign-out', 'ban', 'role'] as const)('%s: /me is cut, /lots goes on as a stranger', async (reason) => {
    const cookie = stage.signIn('ada');
    const lotId = stage.floor.open();
    const lots = await stage.connect('/lots', { cookie });
    const me = await stage.page(cookie);
    await ask(lots, 'watch', { lots: [{ id: lotId }] });
    expect(await ask(lots, 'bid', bid(lotId, 500))).toMatchObject({ ok: true });
    const heard: string[] = [];
    const cut = ended(me);
    stage.revoke({ personId: 'ada', sessionId: reason === 'sign-out' ? cookie : null, reason });
    me.onAny((event: string) => heard.push(event));
    expect(await ask(lots, 'bid', bid(lotId, 900))).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
    const frame = next(lots, 'lot.events');
    stage.floor.bid(lotId, 'bo', 700);
    expect(await frame).toMatchObject({ lotId });
    await cut;
    expect(heard).toEqual([]);
    await expect(stage.connect('/me', { cookie })).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
  });

  it('a sign-out leaves the other sessions of the person alone', async () => {
    const [here, there] = [stage.signIn('ada'), stage.signIn('ada')];
    const lotId = stage.floor.open();
    const [one, other] = [
      await stage.connect('/lots', { cookie: here }),
      await stage.connect('/lots', { cookie: there }),
    ];
    stage.revoke({ personId: 'ada', sessionId: here, reason: 'sign-out' });
    expect(await ask(one, 'bid', bid(lotId, 500))).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
    expect(await ask(other, 'bid', bid(lotId, 500))).toMatchObject({ ok: true });
  });

  it('a change of role ends what was allowed in the old one, and what is older than the session ends nothing', async () => {
    const cookie = stage.signIn('ada');
    const lotId = stage.floor.open();
    const lots = await stage.connect('/lots', { cookie });
    const who = stage.people.get(cookie)!;
    stage.tellRevoked({ personId: 'ada', sessionId: null, reason: 'role' });
    expect(await ask(lots, 'bid', bid(lotId, 500))).toMatchObject({ ok: true });
    stage.people.set(cookie, { ...who, role: 'staff' });
    stage.tellRevoked({ personId: 'ada', sessionId: null, reason: 'role' });
    expect(await ask(lots, 'bid', bid(lotId, 900))).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
    const again = await stage.connect('/lots', { cookie });
    stage.people.get = () => {
      throw new Error('the database does not answer');
    };
    stage.tellRevoked({ personId: 'ada', sessionId: null, reason: 'ban' });
    expect(await ask(again, 'bid', bid(lotId, 900))).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
  });

  it('a session that was read just before its end was heard of is read again', async () => {
    const cookie = stage.signIn('ada');
    const resolve = stage.people.get.bind(stage.people);
    let reads = 0;
    stage.people.get = (header) => {
      const who = resolve(header);
      if (++reads === 1) stage.revoke({ personId: 'ada', sessionId: cookie, reason: 'sign-out' });
      return who;
    };
    await expect(stage.connect('/me', { cookie })).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    expect(reads).toBe(2);
  });

  it('the end of a session is announced, and then happens', async () => {
    const cookie = stage.signIn('ada', { sessionEndsAt: Date.now() + 2_500 });
    const lotId = stage.floor.open();
    const [me, lots] = [await stage.connect('/me', { cookie }), await stage.connect('/lots', { cookie })];
    const [expiring] = await Promise.all([next(me, 'session.expiring'), ended(me)]);
    expect(expiring).toEqual({ at: stage.people.get(cookie)!.sessionEndsAt });
    await expect
      .poll(() => ask(lots, 'bid', bid(lotId, 500)).then((answer) => answer.error?.code))
      .toBe('UNAUTHENTICATED');
  });

  it('a session that was prolonged meanwhile goes on', async () => {
    const cookie = stage.signIn('ada', { sessionEndsAt: Date.now() + 500 });
    const lots = await stage.connect('/lots', { cookie });
    stage.people.set(cookie, { ...stage.people.get(cookie)!, sessionEndsAt: Date.now() + 3_600_000 });
    await next(lots, 'heartbeat');
    expect(await ask(lots, 'bid', bid(stage.floor.open(), 500))).toMatchObject({ ok: true });
  });
});

describe('/me', () => {
  it('tells how the person stands after each change that concerns him, and nobody else', async () => {
    const { floor } = stage;
    const lotId = floor.open();
    const people = ['ada', 'bo', 'cy'];
    const sockets = await Promise.all(people.map((id) => stage.page(stage.signIn(id))));
    const heard = sockets.map((socket) => {
      const states: unknown[] = [];
      socket.on('standing', ({ items, complete }) => complete || states.push(...items));
      return states;
    });
    floor.bid(lotId, 'ada', 500);
    floor.bid(lotId, 'bo', 900);
    floor.bid(lotId, 'ada', 600);
    floor.bid(lotId, 'bo', 2_000);
    const seq = floor.lotOf(lotId).standing.find(({ bidderId }) => bidderId === 'bo')!.seq;
    const orders = [{ bidderId: 'bo', paddle: 102, maxMinor: 2_000, seq, version: null }];
    floor.command(lotId, { type: 'VoidBids', seqs: [seq], orders, staffId: 'staff' });
    floor.command(lotId, { type: 'CloseLot' }, floor.lotOf(lotId).endsAt + 1_001);
    await expect.poll(() => heard[0]!.at(-1)).toMatchObject({ lotId, state: 'won', maxMinor: 600, paddle: 101 });
    expect(heard[0]).toMatchObject([
      { state: 'leading' },
      { state: 'outbid' },
      { state: 'outbid' },
      { state: 'leading' },
      { state: 'won' },
    ]);
    expect(heard[1]).toMatchObject([
      { state: 'leading', maxMinor: 900 },
      { state: 'leading', maxMinor: 900 },
      { state: 'leading', maxMinor: 2_000 },
      { state: 'watching', maxMinor: null, paddle: 102 },
    ]);
    expect(heard[2]).toEqual([]);
  });

  it('passes on notices to all pages of the person, and takes note of what he has seen', async () => {
    const cookie = stage.signIn('ada');
    const [one, two, other] = [
      await stage.page(cookie),
      await stage.page(cookie),
      await stage.page(stage.signIn('bo')),
    ];
    const heard: unknown[] = [];
    other.on('notice', (frame) => heard.push(frame));
    const frames = Promise.all([next(one, 'notice'), next(two, 'notice')]);
    stage.notify('ada', { items: [], unseen: 7 });
    expect(await frames).toEqual([
      { items: [], unseen: 7 },
      { items: [], unseen: 7 },
    ]);
    const ids = [randomUUID()];
    expect(await ask(one, 'seen', { ids })).toEqual({ ok: true, unseen: 1 });
    expect(stage.seen).toEqual([ids]);
    expect(await ask(one, 'seen', { ids: 'all' })).toMatchObject({ error: { code: 'BAD_REQUEST', path: 'ids' } });
    await ask(other, 'time', { t0: 1 });
    expect(heard).toEqual([]);
  });
});

it('a node that goes away says so on every namespace, and takes nobody new', async () => {
  const cookie = stage.signIn('ada');
  const sockets = [await stage.connect('/lots'), await stage.connect('/me', { cookie })];
  const told = Promise.all(sockets.map((socket) => next(socket, 'draining')));
  await stage.app.get(Lifecycle).drain();
  const [first] = await told;
  expect(first.spreadMs).toBeGreaterThan(0);
  await expect(stage.connect('/lots')).rejects.toThrow('websocket error');
  // After this reason a client comes again by itself.
  const over = Promise.all(sockets.map(ended));
  await stage.app.close();
  expect(await over).toMatchObject([{ reason: 'transport close' }, { reason: 'transport close' }]);
});

it('a node that serves on ends when its last watcher has left, and answers until then', async () => {
  const [one, other] = [await stage.connect('/lots'), await stage.connect('/lots')];
  const told = next(one, 'draining');
  let over = false;
  const drained = stage.app
    .get(Lifecycle)
    .drain(600_000)
    .then(() => (over = true));
  expect(await told).toEqual({ spreadMs: 600_000 });
  other.disconnect();
  expect(await ask(one, 'time', { t0: 1 })).toMatchObject({ ok: true, t0: 1 });
  expect(over).toBe(false);
  one.disconnect();
  await drained;
});
