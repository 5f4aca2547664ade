import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, ended, next } from '../client-socket.testing.ts';
import { Stage } from '../stage.testing.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

describe('bad input gets one clear answer', () => {
  const bad: [string, unknown][] = [
    ['nothing', undefined],
    ['null', null],
    ['a text', '12abc'],
    ['a number', 5],
    ['a list', []],
    ['a function of keys', { constructor: 1, toString: 2 }],
    ['a prototype', JSON.parse('{"__proto__": {"id": 1}}')],
    ['bytes', Buffer.from('bytes')],
    ['bytes inside', { id: Buffer.from('bytes') }],
  ];
  it.each(bad)('%s', async (_, message) => {
    const cookie = stage.signIn('ada');
    const socket = await stage.connect('/lots', { cookie });
    for (const event of ['watch', 'unwatch', 'bid', 'time']) {
      expect(await ask(socket, event, message), event).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
    }
    expect(await ask(socket, 'time', { t0: 1 })).toMatchObject({ ok: true });
  });

  it('deep nesting', async () => {
    const socket = await stage.connect('/lots');
    const heard = next(socket, 'error');
    // Written by hand, since the client's own encoder cannot.
    socket.io.engine.send(`2/lots,["time",${'['.repeat(15_000)}${']'.repeat(15_000)}]`);
    expect(await heard).toMatchObject({ code: 'BAD_REQUEST' });
  });

  const amounts = [10.001, 0, -5, NaN, 1e308, '12abc', 9_000_000_000_001, null, [100], { valueOf: 1 }];
  it.each(amounts.map((amount) => [amount]))('an amount of %s', async (maxMinor) => {
    const lotId = stage.floor.open();
    const socket = await stage.connect('/lots', { cookie: stage.signIn('ada') });
    const answer = await ask(socket, 'bid', { id: randomUUID(), lotId, maxMinor });
    expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST', path: 'maxMinor' } });
    expect(stage.floor.lotOf(lotId).priceMinor).toBeNull();
  });

  it('an unknown event, a reserved one, and two parts', async () => {
    const socket = await stage.connect('/lots');
    for (const event of ['take', 'error', 'constructor', '__proto__', 'exception']) {
      expect(await ask(socket, event, {})).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST', path: '' } });
    }
    expect(await ask(socket, 'time', { t0: 1 }, { t0: 2 })).toMatchObject({
      ok: false,
      error: { code: 'BAD_REQUEST' },
    });
  });

  it('repeats nothing of what was sent', async () => {
    const socket = await stage.connect('/lots');
    for (const message of [{ planted: 'VALUE-77' }, { lots: [{ id: 'VALUE-77' }] }, { house: 'VALUE-77' }]) {
      const answer = await ask(socket, 'watch', message);
      expect(answer.ok).toBe(false);
      expect(JSON.stringify(answer)).not.toContain('VALUE-77');
    }
  });

  it('goes to an error event where no ack was asked for', async () => {
    const socket = await stage.connect('/lots');
    const heard = next(socket, 'error');
    socket.emit('watch', 5);
    expect(await heard).toMatchObject({ code: 'BAD_REQUEST' });
    const stranger = next(socket, 'error');
    socket.emit('bid', { id: randomUUID(), lotId: randomUUID(), maxMinor: 1 });
    expect(await stranger).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('an oversized message ends the connection with the code that says so, and nobody else', async () => {
    const [socket, other] = [await stage.connect('/lots'), await stage.connect('/lots')];
    const lots = Array.from({ length: 10_000 }, () => ({ id: randomUUID() }));
    const over = ended(socket);
    socket.emit('watch', { lots });
    expect(await over).toEqual({ reason: 'transport close', code: 1009 });
    expect(await ask(other, 'time', { t0: 1 })).toMatchObject({ ok: true });
  });

  it('one lot too many is refused in words', async () => {
    const socket = await stage.connect('/lots');
    const lots = Array.from({ length: 201 }, () => ({ id: randomUUID() }));
    expect(await ask(socket, 'watch', { lots })).toMatchObject({ error: { code: 'BAD_REQUEST', path: 'lots' } });
  });
});

describe('rights and rates', () => {
  it('a stranger cannot bid', async () => {
    const socket = await stage.connect('/lots');
    const answer = await ask(socket, 'bid', { id: randomUUID(), lotId: stage.floor.open(), maxMinor: 500 });
    expect(answer).toEqual({ ok: false, error: { code: 'UNAUTHENTICATED', message: 'Please sign in.' } });
  });

  it('who is signed in can, and is told when it reached the house', async () => {
    const lotId = stage.floor.open();
    const socket = await stage.connect('/lots', { cookie: stage.signIn('ada') });
    const sentAt = Date.now();
    const answer = await ask(socket, 'bid', { id: randomUUID(), lotId, maxMinor: 500 });
    expect(answer).toMatchObject({ ok: true, receipt: { outcome: 'leading', priceMinor: 100 } });
    expect(answer['receipt'].receivedAt).toBeGreaterThanOrEqual(sentAt);
    expect(answer['receipt'].receivedAt).toBeLessThanOrEqual(answer['receipt'].decidedAt);
  });

  it('the rate comes before the schema, and each kind has its own', async () => {
    const socket = await stage.connect('/lots');
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask(socket, 'watch', 'not valid')));
    const codes = answers.map((answer) => answer.error!.code);
    expect(codes.filter((code) => code === 'BAD_REQUEST').length).toBeGreaterThanOrEqual(20);
    expect(codes.filter((code) => code === 'RATE_LIMITED').length).toBeGreaterThan(0);
    expect(answers.find((answer) => answer.error!.code === 'RATE_LIMITED')!.error!['retryAfterMs']).toBeGreaterThan(0);
    expect(await ask(socket, 'time', { t0: 1 })).toMatchObject({ ok: true });
  });

  it('bids are counted per person, over all his sockets', async () => {
    const cookie = stage.signIn('ada');
    const sockets = await Promise.all([1, 2, 3].map(() => stage.connect('/lots', { cookie })));
    const bid = { id: randomUUID(), lotId: stage.floor.open(), maxMinor: 1 };
    const answers = await Promise.all(
      sockets.flatMap((socket) => Array.from({ length: 10 }, () => ask(socket, 'bid', bid))),
    );
    expect(answers.filter((answer) => answer.error!.code === 'RATE_LIMITED').length).toBeGreaterThan(0);
  });

  it('every message has exactly one answer, and none holds a field named event', async () => {
    const lotId = stage.floor.open();
    const socket = await stage.connect('/lots', { cookie: stage.signIn('ada') });
    const counts = new Map<number, number>();
    const messages: [string, unknown][] = [
      ['watch', { house: true, lots: [{ id: lotId }], auctions: [stage.floor.auctionId] }],
      ['watch', { lots: [{ id: randomUUID() }] }],
      ['unwatch', { lots: [lotId] }],
      ['bid', { id: randomUUID(), lotId, maxMinor: 300 }],
      ['bid', 'no bid'],
      ['time', { t0: 1 }],
      ['nonsense', {}],
    ];
    messages.forEach(([event, message], index) => {
      socket.emit(event, message, (answer: unknown) => {
        counts.set(index, (counts.get(index) ?? 0) + 1);
        expect(answer).toBeTypeOf('object');
        expect(answer).not.toHaveProperty('event');
        expect(answer).toHaveProperty('ok');
      });
    });
    await expect.poll(() => counts.size).toBe(messages.length);
    await ask(socket, 'time', { t0: 2 });
    expect([...counts.values()]).toEqual(messages.map(() => 1));
  });
});
