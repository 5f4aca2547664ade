import type { HouseStore } from '@rostrum/database';
import type { Lot } from '@rostrum/domain';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Outage } from './outage.ts';
import { onEachDatabase } from './test-database.testing.ts';
import { RULES, TestHouse } from './test-house.testing.ts';
import { startNode, type TestNode } from './test-node.testing.ts';

const MINUTE = 60_000;

onEachDatabase('an outage', (database) => {
  let house: TestHouse;
  let node: TestNode;
  let auctionId: string;

  beforeAll(async () => {
    house = new TestHouse(database());
    auctionId = await house.auction();
  });
  beforeEach(async () => void (node = await startNode(database())));
  afterEach(() => node.close());

  /** The house comes back after it was away for `gapMs`, `laterMs` from now. */
  async function comeBack(gapMs: number, laterMs = 0): Promise<number> {
    const { house: store, ledger, catalogue } = database();
    const clock = (await store.clock()) + laterMs;
    const moments: Partial<HouseStore> = { clock: async () => clock, alive: async () => clock - gapMs };
    const away = new Proxy(store, {
      get: (target, key: keyof HouseStore) => moments[key] ?? target[key].bind(target),
    });
    const outage = new Outage(away, ledger, catalogue, node.commands);
    await outage.start();
    outage.stop();
    return clock;
  }

  const after = async (lot: Lot): Promise<Lot> => (await database().ledger.read([lot.id]))[0]!.lot;
  const ending = async (inMs: number, auction = auctionId): Promise<Lot> =>
    house.openLot(node, auction, { endsAt: node.clock.now() + inMs });

  it('is none below five seconds', async () => {
    const lot = await ending(MINUTE);
    await comeBack(4_000);
    expect(await after(lot)).toMatchObject({ status: 'open', endsAt: lot.endsAt, outageExtensions: 0 });
  });

  it('gives lots back the time they lost, in their order, and leaves those that had time enough', async () => {
    const [ended, soon, later] = [await ending(-MINUTE), await ending(9 * MINUTE), await ending(11 * MINUTE)];
    const clock = await comeBack(5 * MINUTE);
    expect((await after(ended)).endsAt).toBeGreaterThanOrEqual(clock + 10 * MINUTE);
    expect(await after(soon)).toMatchObject({ status: 'open', outageExtensions: 1 });
    expect((await after(soon)).endsAt).toBe(soon.endsAt + 5 * MINUTE);
    expect(await after(later)).toMatchObject({ endsAt: later.endsAt, outageExtensions: 0 });
    const told = node.changes.filter((change) => change.lotId === soon.id).at(-1)!;
    expect(told.publicEvents).toMatchObject([{ type: 'LotExtended', reason: 'outage', previousEndsAt: soon.endsAt }]);
  });

  it('reaches as far as a soft close that is longer than ten minutes, whatever its caps', async () => {
    const endsAt = node.clock.now() + 15 * MINUTE;
    const softClose = { ...RULES.softClose, windowMs: 20 * MINUTE, maxExtensions: 0, hardEnd: endsAt };
    const lot = await house.openLot(node, auctionId, { endsAt, rules: { ...RULES, softClose } });
    const clock = await comeBack(MINUTE);
    expect((await after(lot)).endsAt).toBeGreaterThanOrEqual(clock + 20 * MINUTE);
  });

  it('is made good twice a lot and no more', async () => {
    const lot = await ending(MINUTE);
    for (const later of [0, 10, 20]) await comeBack(MINUTE, later * MINUTE);
    expect(await after(lot)).toMatchObject({ status: 'open', outageExtensions: 2 });
  });

  it('pauses lots when it was longer than half an hour; staff resume them', async () => {
    const lot = await ending(MINUTE);
    await comeBack(31 * MINUTE);
    expect(await after(lot)).toMatchObject({ status: 'paused' });
    expect(node.changes.at(-1)).toMatchObject({ events: [{ type: 'LotPaused', secret: { reason: 'outage' } }] });
    const endsAt = node.clock.now() + 20 * MINUTE;
    expect(await node.commands.execute(lot.id, { type: 'ResumeLot', endsAt })).toEqual({ ok: true });
    expect(await after(lot)).toMatchObject({ status: 'open', endsAt });
  });

  it('does not concern the demo, whose round starts again', async () => {
    const lot = await ending(MINUTE, await house.auction({ demo: true }));
    await comeBack(5 * MINUTE);
    await comeBack(40 * MINUTE);
    expect(await after(lot)).toMatchObject({ status: 'open', endsAt: lot.endsAt });
  });

  it('is made good once, though several nodes come back at the same time', async () => {
    const lot = await ending(MINUTE);
    const outages = [0, 1, 2].map(
      () => new Outage(database().house, database().ledger, database().catalogue, node.commands),
    );
    await database().house.beat();
    for (const outage of outages) await outage.start();
    for (const outage of outages) outage.stop();
    expect(await after(lot)).toMatchObject({ outageExtensions: 0 });
  });
});
