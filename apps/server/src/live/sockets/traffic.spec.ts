import { afterEach, beforeEach, expect, it } from 'vitest';
import { Metrics } from '../../platform/index.ts';
import { ask, next } from '../client-socket.testing.ts';
import { Stage } from '../stage.testing.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

/** A number as Prometheus reads it; 0 where there is none. */
async function number(name: string, labels: Record<string, string> = {}): Promise<number> {
  const text = await stage.app.get(Metrics).registry.metrics();
  const line = text.split('\n').find((each) => {
    const has = (label: string): boolean => each.includes(label);
    return (
      (each.startsWith(`${name}{`) || each.startsWith(`${name} `)) &&
      Object.entries(labels).every(([label, value]) => has(`${label}="${value}"`))
    );
  });
  return Number(line?.split(' ').at(-1) ?? 0);
}

it('counts who comes, who goes and why, and who is refused', async () => {
  const here = await stage.connect('/lots');
  await expect(stage.connect('/me')).rejects.toThrow();
  expect(await number('auction_ws_connects_total', { namespace: '/lots', result: 'ok' })).toBe(1);
  expect(await number('auction_ws_connects_total', { namespace: '/me', result: 'UNAUTHENTICATED' })).toBe(1);
  expect(await number('auction_ws_connects_total', { namespace: '/me', result: 'ok' })).toBe(0);
  here.disconnect();
  const gone = () =>
    number('auction_ws_disconnects_total', { namespace: '/lots', reason: 'client namespace disconnect' });
  await expect.poll(gone).toBe(1);
});

it('counts frames, and how many sockets they went to', async () => {
  const lotId = stage.floor.open();
  const watchers = [await stage.connect('/lots'), await stage.connect('/lots'), await stage.connect('/lots')];
  for (const watcher of watchers.slice(0, 2)) await ask(watcher, 'watch', { lots: [{ id: lotId }] });
  const frames = watchers.slice(0, 2).map((watcher) => next(watcher, 'lot.events'));
  stage.floor.bid(lotId, 'ada', 500);
  await Promise.all(frames);
  expect(await number('auction_ws_broadcasts_total', { event: 'lot.events' })).toBe(1);
  expect(await number('auction_ws_deliveries_total', { event: 'lot.events' })).toBe(2);
});

it('measures the way to who watches, and what waits for each connection', async () => {
  const watcher = await stage.connect('/lots');
  await ask(watcher, 'watch', { lots: [{ id: stage.floor.open() }] });
  const measured = () => number('auction_ws_client_rtt_seconds_count');
  await expect.poll(measured, { timeout: 15_000 }).toBeGreaterThan(0);
  const queues = () => number('auction_ws_send_queue_packets_count');
  await expect.poll(queues, { timeout: 15_000 }).toBeGreaterThan(0);
});

it('believes a client that it missed something, within bounds', async () => {
  const watcher = await stage.connect('/lots');
  const gaps = (cause: string) => number('auction_ws_client_gap_total', { cause });
  expect(await ask(watcher, 'missed', { gaps: 2, mismatches: 1 })).toEqual({ ok: true });
  expect([await gaps('version'), await gaps('checksum')]).toEqual([2, 1]);
  for (const bad of [{ gaps: 101, mismatches: 0 }, { gaps: -1, mismatches: 0 }, { gaps: 0.5, mismatches: 0 }, {}]) {
    expect(await ask(watcher, 'missed', bad)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
  }
  await ask(watcher, 'missed', { gaps: 100, mismatches: 0 });
  expect(await ask(watcher, 'missed', { gaps: 100, mismatches: 100 })).toMatchObject({
    ok: false,
    error: { code: 'RATE_LIMITED' },
  });
  expect([await gaps('version'), await gaps('checksum')]).toEqual([102, 1]);
});

it('names nobody and nothing in its labels', async () => {
  const lotId = stage.floor.open();
  const socket = await stage.connect('/lots', { cookie: stage.signIn('ada') });
  await ask(socket, 'watch', { lots: [{ id: lotId }], auctions: [stage.floor.auctionId] });
  stage.floor.bid(lotId, 'ada', 500);
  await ask(socket, 'a message of my own', {});
  const text = await stage.app.get(Metrics).registry.metrics();
  for (const secret of [lotId, stage.floor.auctionId, socket.id!, 'ada', 'a message of my own']) {
    expect(text).not.toContain(secret);
  }
});
