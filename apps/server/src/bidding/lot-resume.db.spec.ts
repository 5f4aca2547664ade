import { expect, it } from 'vitest';
import { onSharedDatabase } from './test-database.testing.ts';
import { bidOn, TestHouse } from './test-house.testing.ts';
import { startNode, TestWires } from './test-node.testing.ts';

onSharedDatabase('a watcher who changes over to another node', (databases) => {
  it('gets what he lacks, also where he knows more than that node had heard of', async () => {
    const house = new TestHouse(databases()[0]!);
    const wires = new TestWires();
    wires.lossy = true;
    const [north, south] = [await startNode(databases()[0]!, { wires }), await startNode(databases()[1]!, { wires })];
    const auctionId = await house.auction();
    const bidder = await house.person([auctionId]);
    const lot = await house.openLot(north, auctionId);
    const [known] = await south.relay.states([lot.id]);
    await north.placeBid.execute(bidder, bidOn(lot, known!.minimumMinor!), north.clock.now());
    const [seen] = await north.relay.states([lot.id]);
    expect(seen!.version).toBeGreaterThan(known!.version);

    const answer = await south.relay.resume(lot.id, seen!.epoch, seen!.version);
    expect(answer).toMatchObject({ mode: 'delta', version: seen!.version, events: [] });
    // What nobody has seen, and what another life of the ledger had, is answered with the whole state.
    for (const [epoch, version] of [
      [seen!.epoch, seen!.version + 1],
      ['foreign!', seen!.version],
    ] as const) {
      expect(await south.relay.resume(lot.id, epoch, version)).toMatchObject({ mode: 'snapshot', state: seen });
    }
    await Promise.all([north.close(), south.close()]);
  });
});
