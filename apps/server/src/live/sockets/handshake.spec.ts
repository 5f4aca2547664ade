import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, outcomeOf } from '../client-socket.testing.ts';
import { Stage } from '../stage.testing.ts';
import { standpointOf } from './origins.ts';

const TRUSTED = 'https://friend.test';

describe('who may open a socket', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await Stage.open({ TRUSTED_ORIGINS: TRUSTED });
  });
  afterAll(() => stage.close());

  const foreign: [string, (own: string) => string | null][] = [
    ['a foreign one', () => 'https://evil.test'],
    ['one that begins like ours', (own) => `${own}.evil.test`],
    ['one that ends like ours', (own) => own.replace('localhost', 'evil-localhost')],
    ['ours with another name in front', (own) => own.replace('http://', 'http://localhost@evil.test:')],
    ['another port', () => 'http://localhost:1'],
    ['no port', () => 'http://localhost'],
    ['another scheme', (own) => own.replace('http:', 'https:')],
    ['the address instead of the name', (own) => own.replace('localhost', '127.0.0.1')],
    ['ours with a path', (own) => `${own}/lots`],
    ['ours twice', (own) => `${own}, ${own}`],
    ['null', () => 'null'],
    ['an empty one', () => ''],
    ['none', () => null],
  ];
  it.each(foreign)('refuses the upgrade for %s', async (_, originOf) => {
    const origin = originOf(stage.url);
    for (const namespace of ['/lots', '/me']) {
      const socket = stage.client(namespace, { origin });
      await expect(outcomeOf(socket)).rejects.toThrow('websocket error');
    }
    const lines = stage.log.lines.filter((line) => line.includes('a handshake was refused'));
    expect(lines.at(-1)).toContain('"cause":"origin"');
  });

  it('takes its own origin and a trusted one, in any case of letters', async () => {
    for (const origin of [stage.url, stage.url.toUpperCase(), TRUSTED]) {
      const socket = await stage.connect('/lots', { origin });
      expect(await ask(socket, 'time', { t0: 1 })).toMatchObject({ ok: true, t0: 1 });
    }
  });

  it('refuses polling', async () => {
    const answer = await fetch(`${stage.url}/socket.io/?EIO=4&transport=polling`, { headers: { origin: stage.url } });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ message: 'Transport unknown' });
    const evil = await fetch(`${stage.url}/socket.io/?EIO=4&transport=polling`, {
      headers: { origin: 'https://evil.test' },
    });
    expect(evil.status).toBe(400);
    expect(evil.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('has nobody in the root and in unknown namespaces', async () => {
    await expect(stage.connect('/')).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } });
    await expect(stage.connect('/secret')).rejects.toThrow('Invalid namespace');
  });

  it('ignores the cookies of a trusted foreign page: it looks as a stranger and cannot bid', async () => {
    const cookie = stage.signIn('victim');
    const lotId = stage.floor.open();
    const socket = await stage.connect('/lots', { origin: TRUSTED, cookie });
    const answer = await ask(socket, 'bid', { id: randomUUID(), lotId, maxMinor: 500 });
    expect(answer).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } });
    expect(stage.floor.lotOf(lotId).priceMinor).toBeNull();
    await expect(stage.connect('/me', { origin: TRUSTED, cookie })).rejects.toMatchObject({
      data: { code: 'FORBIDDEN' },
    });
  });

  it('lets nobody on /me who is not signed in', async () => {
    await expect(stage.connect('/me')).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
    await expect(stage.connect('/me', { cookie: 'session=made-up' })).rejects.toMatchObject({
      data: { code: 'UNAUTHENTICATED' },
    });
  });

  it('counts refusals by cause', async () => {
    const metrics = await import('../../platform/index.ts').then(({ Metrics }) => stage.app.get(Metrics));
    expect(await metrics.registry.metrics()).toMatch(/auction_ws_handshake_rejected_total\{cause="origin"\} \d+/);
  });
});

describe('how many may', () => {
  it('holds the limit of an address behind a trusted proxy, and lets a place go free', async () => {
    const stage = await Stage.open({ TRUSTED_PROXIES: '127.0.0.0/8,::1/128', CONNECTIONS_PER_IP: '2' });
    const from = (ip: string) => {
      const socket = stage.client('/lots');
      socket.io.opts.extraHeaders = { origin: stage.url, 'x-forwarded-for': ip };
      return socket;
    };
    const [first, second, third, other] = [
      from('203.0.113.7'),
      from('203.0.113.7'),
      from('203.0.113.7'),
      from('203.0.113.8'),
    ];
    await outcomeOf(first);
    await outcomeOf(second);
    await expect(outcomeOf(third)).rejects.toThrow('websocket error');
    await outcomeOf(other);
    first.disconnect();
    await expect
      .poll(() =>
        outcomeOf(from('203.0.113.7')).then(
          () => true,
          () => false,
        ),
      )
      .toBe(true);
    await stage.close();
  });

  it('holds the limit of a person', async () => {
    const stage = await Stage.open({ TRUSTED_PROXIES: '127.0.0.0/8,::1/128', CONNECTIONS_PER_PERSON: '1' });
    const cookie = stage.signIn('ada');
    const socket = () => {
      const client = stage.client('/me');
      client.io.opts.extraHeaders = { origin: stage.url, cookie, 'x-forwarded-for': '203.0.113.7' };
      return client;
    };
    await outcomeOf(socket());
    await expect(outcomeOf(socket())).rejects.toMatchObject({ data: { code: 'RATE_LIMITED' } });
    await stage.close();
  });
});

describe('standpointOf', () => {
  it('knows IPv6 and default ports', () => {
    expect(standpointOf('http://[::1]:3000', 'http://[::1]:3000', [])).toBe('own');
    expect(standpointOf('https://house.test', 'https://house.test', [])).toBe('own');
    expect(standpointOf('https://house.test:444', 'https://house.test', [])).toBe('foreign');
  });
});
