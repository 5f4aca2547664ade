import { randomUUID } from 'node:crypto';
import { startFaultProxy } from '@rostrum/testing';
import type { Socket } from 'socket.io-client';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { ask, next, outcomeOf } from '../client-socket.testing.ts';
import { Stage } from '../stage.testing.ts';

let stage: Stage;
let lotId: string;
beforeEach(async () => {
  stage = await Stage.open();
  lotId = stage.floor.open();
});
afterEach(() => stage.close());

/** The newest count of each lot and auction that a socket heard of. */
function heardBy(socket: Socket): Record<string, number> {
  const counts: Record<string, number> = {};
  socket.on('presence', (frame: { counts: Record<string, number> }) => Object.assign(counts, frame.counts));
  return counts;
}

async function watcher(options: Parameters<Stage['connect']>[1] = {}): Promise<Socket> {
  const socket = await stage.connect('/lots', options);
  await ask(socket, 'watch', { lots: [{ id: lotId }] });
  return socket;
}

test('who watches hears at once how many, and then of everybody who comes and goes', async () => {
  const first = await stage.connect('/lots');
  const counts = heardBy(first);
  const greeted = next(first, 'presence');
  await ask(first, 'watch', { lots: [{ id: lotId }], auctions: [stage.floor.auctionId] });
  expect(await greeted).toEqual({ counts: { [lotId]: 1, [stage.floor.auctionId]: 1 } });
  const [second, third] = [await watcher(), await watcher()];
  await expect.poll(() => counts, { timeout: 10_000 }).toEqual({ [lotId]: 3, [stage.floor.auctionId]: 1 });
  second.disconnect();
  await ask(third, 'unwatch', { lots: [lotId] });
  await expect.poll(() => counts[lotId], { timeout: 10_000 }).toBe(1);
});

test('somebody who is signed in counts once, however many pages he has open', async () => {
  const cookie = stage.signIn('ada');
  const stranger = await watcher();
  const counts = heardBy(stranger);
  const pages = [await watcher({ cookie }), await watcher({ cookie })];
  await watcher();
  await expect.poll(() => counts[lotId], { timeout: 10_000 }).toBe(3);
  pages[0]!.disconnect();
  await watcher();
  await expect.poll(() => counts[lotId], { timeout: 10_000 }).toBe(4);
});

test('a list of many lots counts as watching none of them', async () => {
  const counts = heardBy(await watcher());
  const list = await stage.connect('/lots');
  const lots = [{ id: lotId }, ...Array.from({ length: 12 }, () => ({ id: stage.floor.open() }))];
  await ask(list, 'watch', { lots });
  await watcher();
  await expect.poll(() => counts[lotId], { timeout: 10_000 }).toBe(2);
  await ask(list, 'unwatch', { lots: lots.slice(1).map(({ id }) => id) });
  await expect.poll(() => counts[lotId], { timeout: 10_000 }).toBe(3);
});

test('a line that goes dead without a close is counted no more, and again when it comes back', async () => {
  const proxy = await startFaultProxy(Number(new URL(stage.url).port));
  onTestFinished(() => proxy.close());
  const counts = heardBy(await watcher());
  const extraHeaders = { origin: stage.url };
  const far = io(`${proxy.url}/lots`, {
    transports: ['websocket'],
    reconnection: false,
    autoConnect: false,
    extraHeaders,
  });
  onTestFinished(() => void far.disconnect());
  let pings = 0;
  far.io.on('open', () => {
    const { ws } = far.io.engine.transport as unknown as { ws: { on(event: 'ping', hear: () => void): void } };
    ws.on('ping', () => (pings += 1));
  });
  await outcomeOf(far);
  await ask(far, 'watch', { lots: [{ id: lotId }] });
  await expect.poll(() => [counts[lotId], pings > 1], { timeout: 15_000 }).toEqual([2, true]);
  proxy.set({ frozen: true });
  await expect.poll(() => counts[lotId], { timeout: 15_000 }).toBe(1);
  expect(far.connected).toBe(true);
  proxy.set({ frozen: false });
  await expect.poll(() => counts[lotId], { timeout: 15_000 }).toBe(2);
});

test('other nodes hear counts and nothing else, and theirs are added until they fall silent', async () => {
  const counts = heardBy(await watcher({ cookie: stage.signIn('ada') }));
  const room = `lot:${lotId}`;
  await expect
    .poll(() => stage.bus.told, { timeout: 10_000 })
    .toContainEqual({ kind: 'presence', node: stage.bus.node, part: 0, counts: { [room]: 1 } });
  expect(JSON.stringify(stage.bus.told)).not.toMatch(/ada/i);
  stage.bus.say({ kind: 'presence', node: randomUUID(), part: 0, counts: { [room]: 11 } });
  stage.bus.say({ kind: 'presence', node: stage.bus.node, part: 0, counts: { [room]: 100 } });
  await expect.poll(() => counts[lotId], { timeout: 10_000 }).toBe(12);
  await expect.poll(() => counts[lotId], { timeout: 15_000 }).toBe(1);
});
