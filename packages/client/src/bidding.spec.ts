import { BID_LIFETIME_MS } from '@rostrum/contract';
import { startFaultProxy } from '@rostrum/testing';
import { expect, onTestFinished, test } from 'vitest';
import type { BidProgress } from './bid-sender.ts';
import { openHouse, until, visit } from './client-rig.testing.ts';
import { lotIdOf } from './scripted-lot.testing.ts';

const LOT = lotIdOf(1);

test('a bid carries currency, a UUIDv7 and the server time after which it is dead', async () => {
  const house = await openHouse();
  house.script.skewMs = -3_600_000;
  const client = visit(house.url);
  await until(() => client.status.state === 'live');
  const progress: BidProgress[] = [];
  const result = await client.bid(LOT, 5_000, 'EUR', (state) => progress.push(state));
  expect(result).toMatchObject({ ok: true, receipt: { outcome: 'leading', maxMinor: 5_000 } });
  expect(progress).toEqual(['sending', 'answered']);
  const { command, via } = house.bids[0]!;
  expect(via).toBe('socket');
  expect(command.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(command.currency).toBe('EUR');
  // Within the hour that the local clock is wrong by, not within ms: this asserts the skew, not the speed.
  expect(Math.abs(command.notAfter! - (house.now() + BID_LIFETIME_MS))).toBeLessThan(60_000);
});

test('a lost answer is asked for by id and found', async () => {
  const house = await openHouse();
  house.script.bidAck = 'lost';
  const client = visit(house.url, { timing: { answerWithinMs: 100, resendWithinMs: 0 } });
  await until(() => client.status.state === 'live');
  const progress: BidProgress[] = [];
  const result = await client.bid(LOT, 5_000, 'EUR', (state) => progress.push(state));
  expect(result).toMatchObject({ ok: true, receipt: { commandId: house.bids[0]!.command.id } });
  expect(progress).toEqual(['sending', 'unknown', 'answered']);
  expect(house.bids).toHaveLength(1);
  expect(client.unansweredBids()).toEqual([]);
});

test.each(['lost', 'swallowed'] as const)('a bid whose connection dies is not lost: %s', async (bidAck) => {
  const house = await openHouse();
  house.script.bidAck = bidAck;
  const client = visit(house.url);
  await until(() => client.status.state === 'live');
  const result = client.bid(LOT, 5_000, 'EUR');
  await until(() => house.bids.length === 1);
  house.lotsNamespace.disconnectSockets(true);
  expect(await result).toMatchObject({ ok: true, receipt: { maxMinor: 5_000, version: 1 } });
  expect(house.bids.map(({ via }) => via)).toEqual(['socket', 'http']);
  expect(house.bids[1]?.command).toEqual(house.bids[0]?.command);
  expect(house.lot().state.version).toBe(1);
});

test('a shut door says nothing of a bid that was sent before', async () => {
  const house = await openHouse();
  Object.assign(house.script, { bidAck: 'lost', busyHttpBids: 2 });
  const client = visit(house.url, { timing: { answerWithinMs: 100 } });
  await until(() => client.status.state === 'live');
  expect(await client.bid(LOT, 5_000, 'EUR')).toMatchObject({ ok: true, receipt: { maxMinor: 5_000 } });
  expect(house.bids.map(({ via }) => via)).toEqual(['socket', 'http', 'http', 'http']);
});

test('a house that is busy for a moment gets the same bid again', async () => {
  const house = await openHouse();
  Object.assign(house.script, { blockSockets: true, busyHttpBids: 2 });
  const client = visit(house.url);
  await until(() => client.clock.synced);
  expect(await client.bid(LOT, 5_000, 'EUR')).toMatchObject({ ok: true, receipt: { maxMinor: 5_000 } });
  expect(house.bids.map(({ command }) => command)).toEqual(Array(3).fill(house.bids[0]?.command));
});

test('a house that stays busy is said to be, and nothing is in doubt', async () => {
  const house = await openHouse();
  Object.assign(house.script, { blockSockets: true, busyHttpBids: Infinity });
  const client = visit(house.url, { timing: { resendWithinMs: 300, resendGapMs: 100 } });
  await until(() => client.clock.synced);
  expect(await client.bid(LOT, 5_000, 'EUR')).toMatchObject({ ok: false, error: { code: 'BUSY' } });
  expect(house.bids.length).toBeGreaterThan(1);
});

test('a bid that is too old to be sent again is cancelled by asking, and does not come back', async () => {
  const house = await openHouse();
  house.script.bidAck = 'swallowed';
  const client = visit(house.url, { timing: { resendWithinMs: 0 } });
  await until(() => client.status.state === 'live');
  const result = client.bid(LOT, 5_000, 'EUR');
  await until(() => house.bids.length === 1);
  house.lotsNamespace.disconnectSockets(true);
  expect(await result).toMatchObject({ ok: false, error: { code: 'BID_EXPIRED' } });
  await until(() => client.counters.connections === 2 && client.status.state === 'live');
  expect(house.bids).toHaveLength(1);
  expect(house.lot().state.version).toBe(0);
});

test('a half-open socket does not keep a bidder waiting, and what was stuck in it counts once', async () => {
  const house = await openHouse();
  const proxy = await startFaultProxy(house.port);
  onTestFinished(() => proxy.close());
  const client = visit(proxy.url, { timing: { answerWithinMs: 60_000, lateAfterMs: 300 } });
  await until(() => client.status.state === 'live' && client.clock.synced);
  const stuck = proxy.connections();
  stuck.forEach((connection) => connection.set({ frozen: true }));
  expect(await client.bid(LOT, 5_000, 'EUR')).toMatchObject({ ok: true });
  stuck.forEach((connection) => connection.set({ frozen: false }));
  await until(() => house.bids.length === 2);
  expect(house.bids.map(({ via }) => via)).toEqual(['http', 'socket']);
  expect(house.lot().state.version).toBe(1);
});

test('over HTTP a retry of the same intent repeats id and body and gets the same answer', async () => {
  const house = await openHouse();
  Object.assign(house.script, { blockSockets: true, cutHttpBids: 2 });
  const client = visit(house.url);
  await until(() => client.status.state === 'polling');
  const result = await client.bid(LOT, 5_000, 'EUR');
  expect(result.ok).toBe(true);
  expect(house.bids.map(({ via }) => via)).toEqual(['http', 'http', 'http']);
  expect(new Set(house.bids.map(({ command }) => JSON.stringify(command))).size).toBe(1);
  expect(house.lot().state.version).toBe(1);
});

test('where even asking fails the outcome is unknown, survives a reload and can be asked for again', async () => {
  const house = await openHouse();
  house.script.bidAck = 'lost';
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const client = visit(house.url, { storage, timing: { answerWithinMs: 100, resendWithinMs: 0 } });
  await until(() => client.status.state === 'live');
  house.script.blockHttp = true;
  const result = await client.bid(LOT, 5_000, 'EUR');
  expect(result).toMatchObject({ ok: false, error: { code: 'OUTCOME_UNKNOWN' } });
  house.script.blockHttp = false;
  const reloaded = visit(house.url, { storage });
  expect(reloaded.unansweredBids()).toMatchObject([{ lotId: LOT, maxMinor: 5_000 }]);
  expect(await result.askAgain?.()).toMatchObject({ ok: true, receipt: { maxMinor: 5_000 } });
  expect(await reloaded.settle(reloaded.unansweredBids()[0]!)).toMatchObject({ ok: true });
  expect(kept.size).toBe(0);
  expect(house.bids).toHaveLength(1);
});

test('nothing is sent where the house was never reached', async () => {
  const house = await openHouse();
  Object.assign(house.script, { blockSockets: true, blockHttp: true });
  const client = visit(house.url);
  expect(await client.bid(LOT, 5_000, 'EUR')).toMatchObject({ ok: false, error: { code: 'BUSY' } });
  expect(client.unansweredBids()).toEqual([]);
});
