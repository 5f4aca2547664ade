import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NotingEar } from './ear.testing.ts';
import { KrakenFeed } from './kraken.feed.ts';
import { KrakenServer } from './kraken-server.testing.ts';

const PAUSES = { everyMs: 5, failedMs: 5, failedMaxMs: 20 };

/** Nothing here is asserted to be quick. */
const SOON = { timeout: 20_000, interval: 5 };

describe('the ticker of Kraken', () => {
  let server: KrakenServer;
  let feed: KrakenFeed;
  let ear: NotingEar;
  beforeEach(async () => {
    server = await new KrakenServer().open();
    ear = new NotingEar();
    feed = new KrakenFeed({ url: server.url, now: () => Date.now(), pauses: PAUSES, silentMs: 150 });
  });
  afterEach(async () => {
    feed.stop();
    await server.close();
  });
  const said = (...what: string[]) =>
    expect.poll(() => ear.said.filter((word, i) => word !== ear.said[i - 1]), SOON).toEqual(what);

  it('gives its rates as they move, and confirms them while they do not', async () => {
    feed.start(ear);
    await said('USD 1.1684', 'confirmed');
    expect(server.wishes).toEqual([
      {
        method: 'subscribe',
        params: {
          channel: 'ticker',
          symbol: ['EUR/USD', 'EUR/GBP', 'EUR/JPY', 'EUR/CHF', 'EUR/CAD', 'EUR/AUD'],
          event_trigger: 'bbo',
          snapshot: true,
        },
      },
    ]);
    server.move('EUR/JPY', '186.700', '186.800');
    await said('USD 1.1684', 'confirmed', 'JPY 186.75', 'confirmed');
  });

  it('goes on with the others where it does not know one', async () => {
    server.unknown.add('EUR/CHF');
    feed.start(ear);
    await said('USD 1.1684', 'confirmed', 'failed refused', 'confirmed');
    expect(server.connections).toBe(1);
  });

  it('confirms nothing before it gave a rate', async () => {
    for (const symbol of ['USD', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD']) server.unknown.add(`EUR/${symbol}`);
    feed.start(ear);
    await said('failed refused');
    server.say('{"channel":"heartbeat"}');
    await said('failed refused');
  });

  it.each([
    ['a decimal comma', '{"channel":"ticker","data":[{"symbol":"EUR/USD","bid":"1,16","ask":"1,17"}]}'],
    ['nought', '{"channel":"ticker","data":[{"symbol":"EUR/USD","bid":0,"ask":1.17}]}'],
    ['no JSON', '{"channel":'],
    ['bytes', Buffer.from([1, 2, 3])],
  ])('says %s: that is not taken, and nothing is confirmed before a good word', async (_, frame) => {
    feed.start(ear);
    await said('USD 1.1684', 'confirmed');
    server.say(frame);
    await said('USD 1.1684', 'confirmed', 'failed malformed');
    server.say('{"channel":"heartbeat"}');
    server.move('EUR/USD', '1.2', '1.2');
    await said('USD 1.1684', 'confirmed', 'failed malformed', 'USD 1.2', 'confirmed');
    expect(server.connections).toBe(1);
  });

  it('is cut, stays away, and comes back with where it stands then', async () => {
    feed.start(ear);
    await said('USD 1.1684', 'confirmed');
    await server.close();
    await said('USD 1.1684', 'confirmed', 'failed unreachable');
    server.move('EUR/USD', '1.3', '1.3');
    await server.open();
    await said('USD 1.1684', 'confirmed', 'failed unreachable', 'USD 1.3', 'confirmed');
  });

  it('falls silent: the connection is left for a new one', async () => {
    server.heartbeatMs = 60_000;
    feed.start(ear);
    await expect.poll(() => server.connections, SOON).toBeGreaterThan(1);
    expect(ear.said).toContain('failed silent');
  });

  it('says nothing once it is stopped', async () => {
    feed.start(ear);
    await said('USD 1.1684', 'confirmed');
    feed.stop();
    const before = ear.said.length;
    server.move('EUR/USD', '1.4', '1.4');
    await server.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(ear.said).toHaveLength(before);
    expect(server.connections).toBe(1);
  });
});
