import type { Lot } from '@rostrum/domain';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { onEachDatabase, onSharedDatabase } from './test-database.testing.ts';
import { bidOn, outcomeOf, RULES, TestHouse } from './test-house.testing.ts';
import { startNode, TestWires, type TestNode } from './test-node.testing.ts';

const PATIENCE = { timeout: 15_000, interval: 50 };

onEachDatabase('closing lots', (database) => {
  let house: TestHouse;
  let node: TestNode;
  let auctionId: string;

  beforeAll(async () => {
    house = new TestHouse(database());
    auctionId = await house.auction();
  });
  beforeEach(async () => void (node = await startNode(database())));
  afterEach(() => node.close());

  const types = async (lot: Lot) => (await database().ledger.events(lot.id, { limit: 100 })).map((event) => event.type);
  /** A lot whose bidding ended so long ago that it may be closed. */
  const ended = (msAgo: number) => ({ endsAt: node.clock.now() - msAgo });

  it('R6: opens and closes a lot by itself, behind its grace', async () => {
    const now = node.clock.now();
    const lot = await house.lot(auctionId, { startsAt: now + 100, endsAt: now + 400 });
    await node.closing.start();
    await vi.waitFor(
      async () => expect(await types(lot)).toEqual(['LotScheduled', 'LotOpened', 'LotPassed']),
      PATIENCE,
    );
    const last = (await database().ledger.events(lot.id, { limit: 100 })).at(-1)!;
    expect(last.at).toBeGreaterThanOrEqual(now + 400 + 1_000);
  });

  it('R6: takes a bid that was received in the last millisecond before the hammer that comes behind it', async () => {
    const lot = await house.openLot(node, auctionId, ended(2_000));
    const [ada, bo] = [await house.person([auctionId]), await house.person([auctionId])];
    const late = node.placeBid.execute(bo, bidOn(lot, 9_000), lot.endsAt);
    const inTime = node.placeBid.execute(ada, bidOn(lot, 3_000), lot.endsAt - 1);
    // The soft close moved the end: the hammer that was on its way looks again.
    const hammer = node.commands.execute(lot.id, { type: 'CloseLot' });
    expect((await Promise.all([late, inTime])).map(outcomeOf)).toEqual(['LOT_CLOSED', 'leading']);
    expect(await hammer).toMatchObject({ ok: false, reason: { why: 'too-early' } });
  });

  it('R6: counts a bid that was in time and decided after the hammer; the bidder is told whose fault it was', async () => {
    const lot = await house.openLot(node, auctionId, ended(2_000));
    const who = await house.person([auctionId]);
    expect(await node.commands.execute(lot.id, { type: 'CloseLot' })).toEqual({ ok: true });
    const answer = await node.placeBid.execute(who, bidOn(lot, 3_000), lot.endsAt - 1);
    expect(answer).toMatchObject({ ok: false, error: { code: 'LOT_CLOSED', cause: 'house' } });
    expect(await node.counted('bids_late_by_house_total')).toMatchObject([{ value: 1 }]);
  });

  it('waits for the new end of a lot that was extended meanwhile', async () => {
    const rules = {
      softClose: { windowMs: 1_000, extensionMs: 1_000, mode: 'reset' as const, maxExtensions: null, hardEnd: null },
    };
    const lot = await house.openLot(node, auctionId, { ...ended(-300), rules: { ...RULES, ...rules } });
    await node.closing.start();
    const who = await house.person([auctionId]);
    const answer = await node.placeBid.execute(who, bidOn(lot, 3_000), lot.endsAt - 1);
    const endsAt = answer.ok ? answer.receipt.endsAt : 0;
    expect(endsAt).toBe(lot.endsAt - 1 + 1_000);
    await vi.waitFor(async () => expect((await types(lot)).at(-1)).toBe('LotSold'), PATIENCE);
    const last = (await database().ledger.events(lot.id, { limit: 100 })).at(-1)!;
    expect(last.at).toBeGreaterThanOrEqual(endsAt + 1_000);
  });
});

onSharedDatabase('closing lots on two nodes', (databases) => {
  it('R6: closes each lot once, whoever knocks', async () => {
    const house = new TestHouse(databases()[0]!);
    const wires = new TestWires();
    wires.lossy = true;
    const nodes = [await startNode(databases()[0]!, { wires }), await startNode(databases()[1]!, { wires })];
    const auctionId = await house.auction();
    const endsAt = nodes[0]!.clock.now() + 200;
    const lots = await Promise.all(Array.from({ length: 12 }, () => house.openLot(nodes[0]!, auctionId, { endsAt })));
    await Promise.all(nodes.map((node) => node.closing.start()));
    for (const lot of lots) {
      await vi.waitFor(async () => {
        const events = await databases()[0]!.ledger.events(lot.id, { limit: 100 });
        expect(events.map((event) => event.type)).toEqual(['LotScheduled', 'LotOpened', 'LotPassed']);
      }, PATIENCE);
    }
    await Promise.all(nodes.map((node) => node.close()));
    for await (const checked of databases()[0]!.ledger.verify()) expect(checked).toMatchObject({ ok: true, events: 3 });
  });
});
