import { startFaultProxy, type FaultProxy } from '@rostrum/testing';
import { expect, onTestFinished, test } from 'vitest';
import { openHouse, until, visit } from './client-rig.testing.ts';
import { AUCTION_ID, lotIdOf } from './scripted-lot.testing.ts';

const LOT = lotIdOf(1);

async function proxyTo(port: number): Promise<FaultProxy> {
  const proxy = await startFaultProxy(port);
  onTestFinished(() => proxy.close());
  return proxy;
}

test('a socket that brings no heartbeat is late, not live', async () => {
  const house = await openHouse();
  const client = visit(house.url, { timing: { lateAfterMs: 300 } });
  client.lots.watch({ lots: [LOT] });
  await until(() => client.status.state === 'live');
  const states: string[] = [];
  client.statusChanges.add(({ state, since }) => states.push(`${state} ${since > 0}`));
  house.script.muteHeartbeat = true;
  await until(() => client.status.state === 'late');
  house.script.muteHeartbeat = false;
  await until(() => client.status.state === 'live');
  expect(states).toEqual(['late true', 'live true']);
});

test('a connection is live only when what it watches was resumed', async () => {
  const house = await openHouse();
  house.script.muteWatch = true;
  const client = visit(house.url, { timing: { pollAfterMs: 60_000, lateAfterMs: 60_000 } });
  client.lots.watch({ lots: [LOT] });
  await until(() => house.watches.length === 1);
  expect(client.status.state).toBe('connecting');
});

test('a half-open connection is left for a new one, and nothing is missed', async () => {
  const house = await openHouse();
  const proxy = await proxyTo(house.port);
  const client = visit(proxy.url, { timing: { lateAfterMs: 200 } });
  client.lots.watch({ lots: [LOT] });
  await until(() => client.status.state === 'live');
  proxy.connections().forEach((connection) => connection.set({ frozen: true }));
  house.send(house.lot().bid());
  await until(() => client.lots.get(LOT)?.version === 1);
  expect(client.counters).toMatchObject({ deltas: 1, connections: 2 });
});

test('resets, cuts and a slow line end in the same state', async () => {
  const house = await openHouse();
  const proxy = await proxyTo(house.port);
  proxy.set({ delayMs: 5, bytesPerSecond: 20_000 });
  const client = visit(proxy.url, { timing: { lateAfterMs: 3_000 } });
  const versions: number[] = [];
  client.lots.watch({ lots: [LOT] }, ({ events }) => versions.push(...events.map(({ version }) => version)));
  await until(() => client.lots.get(LOT) !== undefined);
  for (let round = 0; round < 6; round++) {
    house.send(house.lot().bid());
    if (round % 2 === 0) proxy.resetAll();
    else proxy.cutAll();
    house.send(house.lot().bid());
    const connections = round + 2;
    await until(() => client.status.state === 'live' && client.counters.connections >= connections);
  }
  await until(() => client.lots.get(LOT)?.version === 12);
  expect(versions).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  expect(client.lots.get(LOT)?.checksum).toBe(house.lot().state.checksum);
});

test.each([
  { moment: 0, connections: 2 },
  { moment: 0.5, connections: 1 },
])('a node that drains is left at a moment of chance within the spread ($moment)', async ({ moment, connections }) => {
  const house = await openHouse();
  const client = visit(house.url, { random: () => moment });
  client.lots.watch({ lots: [LOT] });
  await until(() => client.status.state === 'live');
  house.lotsNamespace.emit('draining', { spreadMs: 600_000 });
  let beats = 0;
  client.lots.heartbeats.add(() => (beats += 1));
  await until(() => beats >= 5);
  expect(client.counters.connections).toBe(connections);
});

test('a node that drains and goes is not run at again before the moment has come; the state is polled', async () => {
  const house = await openHouse();
  const client = visit(house.url, { random: () => 0.5 });
  client.lots.watch({ lots: [LOT] });
  let told = false;
  client.lots.activity.add(() => (told = true));
  await until(() => client.status.state === 'live');
  house.lotsNamespace.emit('draining', { spreadMs: 600_000 });
  house.lotsNamespace.emit('activity', { items: [] });
  await until(() => told);
  house.lotsNamespace.disconnectSockets(true);
  house.lot().bid();
  await until(() => client.status.state === 'polling' && client.lots.get(LOT)?.version === 1);
  expect(house.cookies).toHaveLength(1);
});

test('where sockets are blocked the state is polled, and the socket takes over when it comes', async () => {
  const house = await openHouse(2);
  house.script.blockSockets = true;
  const client = visit(house.url);
  const versions: number[] = [];
  client.lots.watch({ lots: [LOT] }, ({ events }) => versions.push(...events.map(({ version }) => version)));
  client.lots.watch({ auction: AUCTION_ID });
  await until(() => client.status.state === 'polling' && client.lots.get(lotIdOf(2)) !== undefined);
  house.lot(1).bid();
  house.lot(1).bid();
  house.lot(2).bid();
  await until(() => client.lots.get(LOT)?.version === 2 && client.lots.get(lotIdOf(2))?.version === 1);
  expect(versions).toEqual([1, 2]);
  house.lot(1).restart();
  await until(() => client.lots.get(LOT)?.epoch === 'epoch--2');
  house.script.blockSockets = false;
  await until(() => client.status.state === 'live');
  const polls = house.polls.length;
  house.send(house.lot(1).bid());
  await until(() => client.lots.get(LOT)?.version === 1);
  expect(house.polls.length).toBe(polls);
});

test('where nothing answers the client is offline, and it comes back', async () => {
  const house = await openHouse();
  const proxy = await proxyTo(house.port);
  const client = visit(proxy.url);
  client.lots.watch({ lots: [LOT] });
  await until(() => client.status.state === 'live');
  proxy.refuse(true);
  proxy.resetAll();
  await until(() => client.status.state === 'offline');
  house.lot().bid();
  proxy.refuse(false);
  await until(() => client.status.state === 'live' && client.lots.get(LOT)?.version === 1);
});

test('a house that answers polls again is connected to at once, however long the wait was to be', async () => {
  const house = await openHouse();
  const proxy = await proxyTo(house.port);
  const never = { backoffBaseMs: 600_000, backoffMaxMs: 600_000 };
  const client = visit(proxy.url, { timing: never, random: () => 0.9 });
  client.lots.watch({ lots: [LOT] });
  await until(() => client.status.state === 'live');
  proxy.refuse(true);
  proxy.resetAll();
  await until(() => client.status.state === 'offline');
  proxy.refuse(false);
  await until(() => client.status.state === 'live');
});

test('after sign-in a new connection carries the new cookie, and /me opens', async () => {
  const house = await openHouse();
  house.meNamespace.on('connection', (socket) => {
    socket.emit('standing', {
      complete: true,
      items: [{ lotId: LOT, auctionId: AUCTION_ID, paddle: 7, maxMinor: 900, state: 'leading', version: 1 }],
    });
    socket.emit('session.expiring', { at: 42 });
  });
  let cookie = '';
  const client = visit(house.url, { headers: () => ({ cookie }) });
  client.lots.watch({ lots: [LOT] });
  const expiring: number[] = [];
  client.me.expiring.add((at) => expiring.push(at));
  await until(() => client.status.state === 'live');
  expect(house.meAuths).toEqual([]);
  cookie = 'session=ada';
  client.signedInChanged(true);
  await until(() => client.me.standingOf(LOT)?.state === 'leading' && expiring.length > 0);
  expect(house.cookies.at(0)).not.toBe('session=ada');
  expect(house.cookies.at(-1)).toBe('session=ada');
  cookie = '';
  client.signedInChanged(false);
  expect(client.me.standingOf(LOT)).toBeUndefined();
  await until(() => client.counters.connections === 3);
});

test('/me resumes its notices since the last one, and an ended session is told', async () => {
  const house = await openHouse();
  const notice = { topic: 'outbid', lotId: LOT, auctionId: AUCTION_ID, number: 1, title: 'A chair' } as const;
  const rest = { auctionSlug: 'sale', currency: 'EUR', priceMinor: 1, minimumMinor: 2, urgent: false, seen: false };
  house.meNamespace.on('connection', (socket) => {
    socket.emit('notice', { items: [{ ...notice, ...rest, id: 'n1', at: 77 }], unseen: 1 });
  });
  let cookie = 'session=ada';
  const client = visit(house.url, { headers: () => ({ cookie }), signedIn: true });
  const fresh: number[] = [];
  client.me.news.add(({ notices }) => fresh.push(notices.length));
  await until(() => client.me.unseen === 1);
  house.lotsNamespace.disconnectSockets(true);
  await until(() => fresh.length === 2);
  expect(house.meAuths).toEqual([{}, { since: 'n1' }]);
  expect(fresh).toEqual([1, 0]);
  expect(client.me.notices).toHaveLength(1);
  let refused = false;
  client.me.refused.add(() => (refused = true));
  cookie = '';
  house.lotsNamespace.disconnectSockets(true);
  await until(() => refused);
  expect(client.counters.connections).toBe(3);
});
