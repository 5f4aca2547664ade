import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ask, next } from '../client-socket.testing.ts';
import { Stage } from '../stage.testing.ts';

/** Amounts and names that occur nowhere else, so that finding one means that it leaked. */
const RESERVE = 7_654_321;
const RAISED_RESERVE_MET_AT = 8_000_000;
const MAXIMUM = 98_765_432;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

it('no frame and no answer on /lots holds a name, an address, a person, a maximum or a hidden reserve', async () => {
  const { floor } = stage;
  const [ada, bo] = [randomUUID(), randomUUID()];
  const cookies = [ada, bo].map((id) => stage.signIn(id, { name: `NAME-${id}`, email: `MAIL-${id}@secret.test` }));
  const lotId = floor.open({ reserveMinor: RESERVE });
  const bytes: string[] = [];
  const watcher = stage.client('/lots');
  watcher.io.on('open', () => watcher.io.engine.on('data', (data) => bytes.push(String(data))));
  watcher.connect();
  const watch = () => ask(watcher, 'watch', { house: true, auctions: [floor.auctionId], lots: [{ id: lotId }] });
  await watch();
  const bidders = await Promise.all(cookies.map((cookie) => stage.connect('/lots', { cookie })));
  const place = (who: 0 | 1, maxMinor: number) => ask(bidders[who]!, 'bid', { id: randomUUID(), lotId, maxMinor });
  await place(0, 500);
  await place(1, 700);
  expect(JSON.stringify(bytes)).not.toContain(String(RESERVE));
  await place(0, RAISED_RESERVE_MET_AT);
  await place(0, MAXIMUM);
  await place(1, 9_000_000);
  await watch();
  await next(watcher, 'heartbeat');
  const seq = floor.lotOf(lotId).standing.find(({ bidderId }) => bidderId === bo)!.seq;
  const orders = [{ bidderId: bo, paddle: 102, maxMinor: 9_000_000, seq, version: 6 }];
  floor.command(lotId, { type: 'VoidBids', seqs: [seq], orders, staffId: `STAFF-${ada}` });
  floor.command(lotId, { type: 'CloseLot' }, floor.lotOf(lotId).endsAt + 1_001);
  await watch();
  await ask(watcher, 'bid', { id: randomUUID(), lotId, maxMinor: 1 });
  const all = bytes.join('\n');
  expect(all).toContain('LotSold');
  for (const planted of [ada, bo, 'NAME-', 'MAIL-', 'STAFF-', 'secret.test', String(MAXIMUM), 'standing', 'bidderId']) {
    expect(all, planted).not.toContain(planted);
  }
});

it('hidden commands leave every public frame as it is', async () => {
  const { floor } = stage;
  const heard = async (hidden: boolean): Promise<unknown[]> => {
    const lotId = floor.open();
    const socket = await stage.connect('/lots');
    const frames: unknown[] = [];
    await ask(socket, 'watch', { lots: [{ id: lotId }] });
    socket.on('lot.events', ({ events }) => frames.push(...events));
    floor.bid(lotId, 'ada', 50_000);
    for (const max of [500, 800, 2_000]) {
      if (hidden) expect(floor.bid(lotId, 'ada', 60_000 + max)).toBe(true);
      floor.bid(lotId, 'bo', max);
    }
    const last = floor.lotOf(lotId).version;
    await expect.poll(() => JSON.stringify(frames)).toContain(`"version":${last}`);
    return frames;
  };
  const strip = (frames: unknown[]) => JSON.stringify(frames).replaceAll(/"at":\d+,?/g, '');
  expect(strip(await heard(true))).toBe(strip(await heard(false)));
});
