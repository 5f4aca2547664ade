import type { PublicLotEvent } from '@rostrum/contract';
import { expect, test } from 'vitest';
import { openHouse, until, visit } from './client-rig.testing.ts';
import type { HouseClient } from './house-client.ts';
import type { ScriptedHouse } from './scripted-house.testing.ts';
import { AUCTION_ID, lotIdOf } from './scripted-lot.testing.ts';

/** Watches lot 1 and notes the version of every event that is applied. */
async function watchFirst(
  house: ScriptedHouse,
  client: HouseClient,
): Promise<{ versions: number[]; stop: () => void }> {
  const versions: number[] = [];
  const stop = client.lots.watch({ lots: [house.lot().state.id] }, ({ events }) => {
    versions.push(...events.map((event: PublicLotEvent) => event.version));
  });
  await until(() => client.status.state === 'live' && client.lots.get(house.lot().state.id) !== undefined);
  return { versions, stop };
}

const same = (house: ScriptedHouse, client: HouseClient): boolean =>
  client.lots.get(house.lot().state.id)?.checksum === house.lot().state.checksum;

test('a bid reaches the screen', async () => {
  const house = await openHouse();
  const client = visit(house.url);
  const { versions } = await watchFirst(house, client);
  house.send(house.lot().bid());
  house.send(house.lot().bid());
  await until(() => same(house, client));
  expect(versions).toEqual([1, 2]);
  expect(client.counters).toMatchObject({ gaps: 0, duplicates: 0, snapshots: 1, deltas: 0, connections: 1 });
});

test('a hole in the versions is filled by one resume, in order', async () => {
  const house = await openHouse();
  house.script.muteHeartbeat = true;
  const client = visit(house.url, { timing: { lateAfterMs: 60_000 } });
  const { versions } = await watchFirst(house, client);
  house.lot().bid();
  house.send(house.lot().bid());
  await until(() => same(house, client));
  expect(versions).toEqual([1, 2]);
  expect(client.counters).toMatchObject({ gaps: 1, deltas: 1, snapshots: 1 });
  expect(house.watches.at(-1)?.lots).toEqual([{ id: house.lot().state.id, epoch: 'epoch--1', version: 0 }]);
});

test('what comes twice is applied once', async () => {
  const house = await openHouse();
  const client = visit(house.url);
  const { versions } = await watchFirst(house, client);
  const frame = house.lot().bid();
  for (let time = 0; time < 3; time++) house.send(frame);
  await until(() => client.counters.duplicates === 2);
  expect(versions).toEqual([1]);
  expect(same(house, client)).toBe(true);
});

test('frames that overtake the answer to a watch are kept and applied after it', async () => {
  const house = await openHouse();
  house.script.muteHeartbeat = true;
  const client = visit(house.url, { timing: { lateAfterMs: 60_000 } });
  house.beforeWatchAnswer = () => house.send(house.lot().bid());
  const { versions } = await watchFirst(house, client);
  await until(() => same(house, client));
  expect(versions).toEqual([1]);
  expect(client.counters).toMatchObject({ gaps: 0, deltas: 0, snapshots: 1 });
});

test('a silent loss is found by the heartbeat', async () => {
  const house = await openHouse();
  const client = visit(house.url);
  const { versions } = await watchFirst(house, client);
  house.lot().bid();
  await until(() => same(house, client));
  expect(versions).toEqual([1]);
  expect(client.counters).toMatchObject({ deltas: 1, snapshots: 1 });
});

test('a cut connection resumes by epoch and version, and old frames of it count for nothing', async () => {
  const house = await openHouse();
  const client = visit(house.url);
  const { versions } = await watchFirst(house, client);
  const early = house.lot().bid();
  house.send(early);
  await until(() => same(house, client));
  house.lotsNamespace.disconnectSockets(true);
  house.lot().bid();
  house.lot().bid();
  await until(() => client.counters.connections === 2 && same(house, client));
  house.send(early);
  await until(() => client.counters.duplicates === 1);
  expect(versions).toEqual([1, 2, 3]);
  expect(client.counters).toMatchObject({ deltas: 1, snapshots: 1, gaps: 0 });
});

test('a new epoch brings the whole state, and frames of the old one are dropped', async () => {
  const house = await openHouse();
  const client = visit(house.url);
  await watchFirst(house, client);
  const old = house.lot().bid();
  house.send(old);
  await until(() => same(house, client));
  house.lot().restart();
  house.send(house.lot().bid());
  await until(() => same(house, client));
  house.send({ ...old, from: 9, events: [{ ...old.events[0]!, version: 9 }] });
  await until(() => client.counters.duplicates > 0);
  expect(same(house, client)).toBe(true);
});

test('a new epoch with a lower version is noticed although nothing happens in it', async () => {
  const house = await openHouse();
  const client = visit(house.url);
  await watchFirst(house, client);
  for (let bid = 0; bid < 3; bid++) house.send(house.lot().bid());
  await until(() => same(house, client));
  house.lot().restart();
  await until(() => same(house, client));
  expect(client.lots.get(house.lot().state.id)?.version).toBe(0);
});

test('another checksum at the same version is counted and cured by a snapshot, asked for once', async () => {
  const house = await openHouse();
  const client = visit(house.url);
  await watchFirst(house, client);
  house.script.wrongChecksums = true;
  await until(() => client.counters.checksumMismatches === 1 && client.counters.snapshots === 2);
  let beats = 0;
  client.lots.heartbeats.add(() => (beats += 1));
  await until(() => beats > 3);
  expect(client.counters).toMatchObject({ checksumMismatches: 1, snapshots: 2 });
});

test('an auction brings newest states; a lot inside it every event', async () => {
  const house = await openHouse(3);
  const client = visit(house.url);
  const { versions } = await watchFirst(house, client);
  const heard: string[] = [];
  client.lots.watch({ auction: AUCTION_ID }, ({ lotId, cause }) => heard.push(`${lotId.slice(-1)} ${cause}`));
  await until(() => client.lots.get(house.lot(3).state.id) !== undefined);
  house.lot(1).bid();
  house.lot(2).bid();
  const states = [1, 2].map((number) => house.lot(number).state);
  house.lotsNamespace.emit('lot.prices', { auctionId: AUCTION_ID, lots: states });
  await until(() => same(house, client) && client.lots.get(house.lot(2).state.id)?.version === 1);
  expect(versions).toEqual([1]);
  expect(heard).toEqual(expect.arrayContaining(['2 snapshot', '3 snapshot', '2 prices', '1 delta']));
  house.lotsNamespace.emit('lot.prices', { auctionId: AUCTION_ID, lots: [{ ...house.lot(2).state, version: 0 }] });
  house.lot(3).bid();
  await until(() => client.lots.get(house.lot(3).state.id)?.version === 1);
  expect(client.lots.get(house.lot(2).state.id)?.version).toBe(1);
});

test('the last one who leaves ends the watching, and 450 lots take three messages', async () => {
  const house = await openHouse(450);
  const client = visit(house.url);
  const lots = [...house.lots.keys()];
  const first = client.lots.watch({ lots });
  const second = client.lots.watch({ lots: lots.slice(0, 1) });
  await until(() => client.counters.snapshots === 450);
  expect(house.watches.map((watch) => watch.lots?.length)).toEqual([200, 200, 50]);
  first();
  first();
  await until(() => house.unwatches.flat().length === 449);
  expect(client.lots.watched().lots).toEqual(lots.slice(0, 1));
  second();
  await until(() => house.unwatches.flat().length === 450);
});

test('a state that came with the page is resumed from, not fetched again', async () => {
  const house = await openHouse();
  const before = house.lot().state;
  house.lot().bid();
  const client = visit(house.url);
  client.lots.seed([{ ...before, title: 'A chair' } as typeof before]);
  await watchFirst(house, client);
  await until(() => same(house, client));
  expect(client.counters).toMatchObject({ deltas: 1, snapshots: 0 });
  expect(client.lots.get(before.id)).not.toHaveProperty('title');
});

test('an unknown lot among many keeps none of the others from being watched', async () => {
  const house = await openHouse(9);
  const client = visit(house.url);
  const known = [...house.lots.keys()];
  client.lots.watch({ lots: [...known.slice(0, 4), lotIdOf(77), ...known.slice(4)] });
  await until(() => client.status.state === 'live' && known.every((id) => client.lots.get(id) !== undefined));
  const asked = house.watches.length;
  house.send(house.lot(9).bid());
  await until(() => client.lots.get(lotIdOf(9))?.version === 1);
  expect(house.watches).toHaveLength(asked);
});

test('a lot that the house removes is told once it is certain, and no more asked for', async () => {
  const house = await openHouse(2);
  const client = visit(house.url);
  await watchFirst(house, client);
  client.lots.watch({ auction: AUCTION_ID });
  await until(() => client.lots.get(lotIdOf(2)) !== undefined);
  const gone: string[] = [];
  client.lots.gone.add((ids) => gone.push(...ids));
  house.lots.delete(lotIdOf(1));
  await until(() => gone.includes(lotIdOf(1)));
  expect(client.lots.get(lotIdOf(1))).toBeUndefined();
  expect(client.lots.get(lotIdOf(2))).toBeDefined();
  house.lots.delete(lotIdOf(2));
  await until(() => gone.includes(lotIdOf(2)));
  const asked = house.watches.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(house.watches.length - asked).toBeLessThanOrEqual(1);
  expect(gone.filter((id) => id === lotIdOf(2))).toHaveLength(1);
});

test('how many watch is known as the house says it, and not at all without a connection', async () => {
  const house = await openHouse();
  const client = visit(house.url);
  const lotId = house.lot().state.id;
  const heard: (number | undefined)[] = [];
  client.lots.presence.changes.add(() => heard.push(client.lots.presence.of(lotId)));
  await watchFirst(house, client);
  house.lotsNamespace.emit('presence', { counts: { [lotId]: 12, [AUCTION_ID]: 40 } });
  house.lotsNamespace.emit('presence', { counts: { [AUCTION_ID]: 41 } });
  await until(() => client.lots.presence.of(AUCTION_ID) === 41);
  house.lotsNamespace.disconnectSockets(true);
  await until(() => client.lots.presence.of(lotId) === undefined);
  expect(heard).toEqual([12, 12, undefined]);
});
