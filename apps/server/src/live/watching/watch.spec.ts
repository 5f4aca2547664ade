import { randomUUID } from 'node:crypto';
import { applyLotEvent, type LotEventsFrame, type PublicLot } from '@rostrum/contract';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EPOCH } from '../auction-floor.testing.ts';
import { ask, next } from '../client-socket.testing.ts';
import { Stage } from '../stage.testing.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

describe('watch', () => {
  it('answers a snapshot, a delta, and a snapshot again for a foreign epoch or a version from the future', async () => {
    const { floor } = stage;
    const lotId = floor.open();
    const socket = await stage.connect('/lots');
    const first = await ask(socket, 'watch', { lots: [{ id: lotId }] });
    expect(first['lots'][0]).toMatchObject({ id: lotId, mode: 'snapshot', epoch: EPOCH, version: 2 });
    floor.bid(lotId, 'ada', 500);
    floor.bid(lotId, 'bo', 300);
    const second = await ask(socket, 'watch', { lots: [{ id: lotId, epoch: EPOCH, version: 2 }] });
    expect(second['lots'][0]).toMatchObject({ mode: 'delta', version: 4, events: [{ version: 3 }, { version: 4 }] });
    expect(second['lots'][0].events.reduce(applyLotEvent, first['lots'][0].state)).toEqual(
      (await floor.states([lotId]))[0],
    );
    for (const lot of [
      { id: lotId, epoch: 'anotherx', version: 2 },
      { id: lotId, epoch: EPOCH, version: 99 },
    ]) {
      expect((await ask(socket, 'watch', { lots: [lot] }))['lots'][0]).toMatchObject({ mode: 'snapshot', version: 4 });
    }
  });

  it('of 200 lots fits into one frame, also when all are resumed', async () => {
    const ids = Array.from({ length: 200 }, () => stage.floor.open());
    const socket = await stage.connect('/lots');
    const lots = ids.map((id) => ({ id, epoch: EPOCH, version: 1_234_567 }));
    expect(JSON.stringify(['watch', { lots }]).length).toBeLessThan(32 * 1024);
    const answer = await ask(socket, 'watch', { lots });
    expect(answer['lots'].map((lot: { id: string }) => lot.id)).toEqual(ids);
  });

  it('refuses an unknown lot and an unknown auction whole', async () => {
    const lotId = stage.floor.open();
    const socket = await stage.connect('/lots');
    const lots = [{ id: lotId }, { id: randomUUID() }];
    expect(await ask(socket, 'watch', { lots })).toMatchObject({ error: { code: 'LOT_UNKNOWN' } });
    expect(await ask(socket, 'watch', { auctions: [randomUUID()] })).toMatchObject({ error: { code: 'NOT_FOUND' } });
    const beat = next(socket, 'heartbeat');
    expect(await beat).toMatchObject({ heads: {} });
  });

  it('takes ids in any case of letters', async () => {
    const lotId = stage.floor.open();
    const socket = await stage.connect('/lots');
    await ask(socket, 'watch', { lots: [{ id: lotId.toUpperCase() }] });
    const frame = next(socket, 'lot.events');
    stage.floor.bid(lotId, 'ada', 500);
    expect(await frame).toMatchObject({ lotId });
  });

  it('of the house answers the latest doings, and tells of new ones', async () => {
    const lotId = stage.floor.open();
    const socket = await stage.connect('/lots');
    const answer = await ask(socket, 'watch', { house: true });
    expect(answer['activity'].map((line: { id: string }) => line.id)).toContain(`${lotId}:2`);
    const heard = next(socket, 'activity', (frame) =>
      frame.items.some((line: { id: string }) => line.id === `${lotId}:3`),
    );
    stage.floor.bid(lotId, 'ada', 500);
    expect((await heard).items.length).toBeLessThanOrEqual(20);
  });
});

describe('what is sent', () => {
  it('the first event at once, then merged, always contiguous, and nothing after unwatch', async () => {
    const { floor } = stage;
    const lotId = floor.open();
    const socket = await stage.connect('/lots');
    const watched = await ask(socket, 'watch', { lots: [{ id: lotId }] });
    const frames: LotEventsFrame[] = [];
    socket.on('lot.events', (frame) => frames.push(frame));
    for (let i = 1; i <= 40; i++) floor.bid(lotId, i % 2 ? 'ada' : 'bo', 100 * i);
    const last = floor.lotOf(lotId).version;
    await expect.poll(() => frames.at(-1)?.events.at(-1)?.version).toBe(last);
    expect(frames[0]!.events).toHaveLength(1);
    expect(frames.length).toBeLessThan(10);
    let state: PublicLot = watched['lots'][0].state;
    for (const { from, epoch, events } of frames) {
      expect(epoch).toBe(EPOCH);
      expect(from).toBe(state.version + 1);
      for (const event of events) {
        expect(event.version).toBe(state.version + 1);
        state = applyLotEvent(state, event);
      }
    }
    expect([state.version, state.checksum]).toEqual(floor.head(lotId));
    await ask(socket, 'unwatch', { lots: [lotId] });
    const count = frames.length;
    floor.bid(lotId, 'cy', 1_000_000);
    await ask(socket, 'time', { t0: 1 });
    expect(frames).toHaveLength(count);
  });

  it('an own raise that changes nothing sends nothing at all', async () => {
    const lotId = stage.floor.open();
    stage.floor.bid(lotId, 'ada', 500);
    const socket = await stage.connect('/lots');
    await ask(socket, 'watch', { lots: [{ id: lotId }], auctions: [stage.floor.auctionId], house: true });
    const heard: string[] = [];
    socket.onAny((event: string) => event === 'heartbeat' || heard.push(event));
    expect(stage.floor.bid(lotId, 'ada', 900)).toBe(true);
    await next(socket, 'heartbeat');
    expect(heard).toEqual([]);
  });

  it('prices of an auction: the newest state, few frames', async () => {
    const { floor } = stage;
    const lotId = floor.open();
    const socket = await stage.connect('/lots');
    const answer = await ask(socket, 'watch', { auctions: [floor.auctionId] });
    expect(answer['auctions']).toMatchObject([{ id: floor.auctionId }]);
    let frames = 0;
    socket.on('lot.prices', () => frames++);
    const settled = next(socket, 'lot.prices', (frame) => frame.lots.some((lot: PublicLot) => lot.version === 32));
    for (let i = 1; i <= 30; i++) floor.bid(lotId, i % 2 ? 'ada' : 'bo', 100 * i);
    expect((await settled).lots).toEqual(await floor.states([lotId]));
    expect(frames).toBe(2);
  });

  it('one heartbeat for what a socket watches, with heads that never run ahead of the frames', async () => {
    const { floor } = stage;
    const [one, two] = [floor.open(), floor.open()];
    const socket = await stage.connect('/lots');
    await ask(socket, 'watch', { lots: [{ id: one }, { id: two }] });
    const versions = new Map([[one, 2]]);
    socket.on('lot.events', (frame: LotEventsFrame) => versions.set(frame.lotId, frame.events.at(-1)!.version));
    const ticking = setInterval(
      () => floor.bid(one, Math.random() < 0.5 ? 'ada' : 'bo', floor.lotOf(one).seq * 100),
      3,
    );
    const beat = await next(socket, 'heartbeat', ({ heads }) => Object.keys(heads).length === 2);
    clearInterval(ticking);
    expect(beat.heads[two]).toEqual(floor.head(two));
    expect(beat.heads[one][0]).toBe(versions.get(one));
    expect(beat.serverTime).toBeTypeOf('number');
  });

  it('a new epoch makes watchers ask again', async () => {
    const lotId = stage.floor.open();
    const socket = await stage.connect('/lots');
    await ask(socket, 'watch', { lots: [{ id: lotId }] });
    const frame = next(socket, 'lot.events', ({ epoch }) => epoch === 'epoch002');
    stage.floor.renewEpoch('epoch002');
    expect(await frame).toEqual({ lotId, epoch: 'epoch002', from: 3, events: [] });
  });
});
