import { applyLotEvent, type LotEventsPage, type PublicLot } from '@rostrum/contract';
import type { Lot } from '@rostrum/domain';
import * as fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import type { SignedIn } from '../accounts/index.ts';
import type { LotChanged } from './lot-changed.ts';
import { onEachDatabase, onSharedDatabase } from './test-database.testing.ts';
import { bidOn, TestHouse } from './test-house.testing.ts';
import { startNode, TestWires, type TestNode } from './test-node.testing.ts';

/** How long what was committed may take to be settled: every transaction of the PostgreSQL counts, also other tests'. */
const SETTLED = { timeout: 20_000 };

/** Two bidders take turns, each a step above the other; now and then the leader raises, which nobody sees. */
async function bidWar(node: TestNode, lot: Lot, bidders: readonly SignedIn[], bids: number): Promise<void> {
  const from = (await node.relay.states([lot.id]))[0]!.minimumMinor!;
  const war = Array.from({ length: bids }, (_, i) => {
    const who = bidders[Math.floor(i / 2) % 2]!;
    return node.placeBid.execute(who, bidOn(lot, from + 100 * i + (i % 2)), node.clock.now());
  });
  await Promise.all(war);
}

/** What a watcher holds who saw every change: the same as the relay says. */
function watch(changes: readonly LotChanged[], lotId: string, from: PublicLot): PublicLot {
  let state = from;
  for (const change of changes.filter((each) => each.lotId === lotId)) {
    for (const event of change.publicEvents) {
      if (event.version <= state.version) continue;
      expect(event.version).toBe(state.version + 1);
      state = applyLotEvent(state, event);
    }
    expect(state).toEqual(change.state);
  }
  return state;
}

onEachDatabase('the relay', (database) => {
  let house: TestHouse;
  let node: TestNode;
  let auctionId: string;
  let bidders: SignedIn[];

  beforeAll(async () => {
    house = new TestHouse(database());
    auctionId = await house.auction();
    bidders = [await house.person([auctionId]), await house.person([auctionId])];
  });
  beforeEach(async () => void (node = await startNode(database())));
  afterEach(() => node.close());

  it('tells every change once and in order, and what it tells adds up to the state', async () => {
    const lot = await house.openLot(node, auctionId);
    const [start] = await node.relay.states([lot.id]);
    await bidWar(node, lot, bidders, 60);
    await node.sweep.sweep();
    const seqs = node.changes
      .filter((change) => change.lotId === lot.id)
      .flatMap((change) => change.events.map((e) => e.seq));
    expect(seqs).toEqual(seqs.map((_, i) => seqs[0]! + i));
    expect(watch(node.changes, lot.id, start!)).toEqual((await node.relay.states([lot.id]))[0]);
  });

  it('tells of a lot that came into being', async () => {
    const lot = await house.lot(auctionId);
    await vi.waitFor(async () => {
      await node.sweep.sweep();
      expect(node.changes.find((change) => change.lotId === lot.id)).toMatchObject({ state: { status: 'scheduled' } });
    }, SETTLED);
  });

  it('answers a resume with every event since, or with the whole state, from any position', async () => {
    const lot = await house.openLot(node, auctionId);
    await bidWar(node, lot, bidders, 300);
    const history = (await database().ledger.events(lot.id, { afterVersion: 0, limit: 1_000 })).map(
      (event) => event.version,
    );
    const [state] = await node.relay.states([lot.id]);
    const fresh = await startNode(database());
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(node, fresh),
        fc.integer({ min: 0, max: state!.version + 3 }),
        fc.constantFrom(state!.epoch, 'foreign!', undefined),
        async (at, version, epoch) => {
          const answer = await at.relay.resume(lot.id, epoch, version);
          expect(answer).toMatchObject({ id: lot.id, epoch: state!.epoch, version: state!.version });
          if (answer?.mode === 'snapshot') {
            expect(epoch !== state!.epoch || version > state!.version).toBe(true);
            expect(answer.state).toEqual(state);
          } else {
            expect(answer?.events.map((event) => event.version)).toEqual(history.filter((each) => each! > version));
          }
        },
      ),
      { numRuns: 60 },
    );
    await fresh.close();
  });

  it('keeps a resume whole while bids come in', async () => {
    const lot = await house.openLot(node, auctionId);
    await bidWar(node, lot, bidders, 40);
    const { epoch } = (await node.relay.states([lot.id]))[0]!;
    const cold = await startNode(database());
    const war = bidWar(node, lot, bidders, 80);
    for (let version = 0; version < 40; version += 4) {
      for (const at of [node, cold]) {
        const answer = await at.relay.resume(lot.id, epoch, version);
        if (answer?.mode === 'delta')
          expect(answer.events.map((e) => e.version)).toEqual(answer.events.map((_, i) => version + 1 + i));
        if (answer?.mode === 'delta') expect(version + answer.events.length).toBe(answer.version);
      }
    }
    await war;
    await cold.close();
  });

  it('counts a client that has seen more than the ledger has', async () => {
    const lot = await house.openLot(node, auctionId);
    const [state] = await node.relay.states([lot.id]);
    expect(await node.relay.resume(lot.id, state!.epoch, 99)).toMatchObject({ mode: 'snapshot' });
    expect(await node.relay.resume(lot.id, 'foreign!', 99)).toMatchObject({ mode: 'snapshot' });
    expect(await node.counted('lot_clients_ahead_total')).toMatchObject([{ value: 1 }]);
  });

  it('reads a lot once for all who ask at the same time, and knows nothing of others', async () => {
    const lot = await house.openLot(node, auctionId);
    const cold = await startNode(database());
    cold.rooms.known(lot.id)!.askedAt = 0;
    const read = vi.spyOn(database().ledger, 'events');
    const { epoch, version } = (await cold.relay.states([lot.id]))[0]!;
    await Promise.all(Array.from({ length: 50 }, () => cold.relay.resume(lot.id, epoch, version - 1)));
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRestore();
    expect(await cold.relay.resume('0190a1b2-0000-7000-8000-000000000000')).toBeNull();
    expect(await cold.relay.states(['0190a1b2-0000-7000-8000-000000000000', lot.id])).toHaveLength(1);
    await cold.close();
  });

  it('reads a history once for all who poll for what they missed', async () => {
    const lot = await house.openLot(node, auctionId);
    await bidWar(node, lot, bidders, 20);
    const { version } = (await node.relay.states([lot.id]))[0]!;
    const cold = await startNode(database());
    await cold.relay.states([lot.id]);
    const read = vi.spyOn(database().ledger, 'events');
    const pages = await Promise.all(
      Array.from({ length: 50 }, (_, i) => cold.relay.history(lot.id, version - (i % 10), 200)),
    );
    expect(read).toHaveBeenCalledTimes(1);
    read.mockRestore();
    expect(pages.map((page) => page!.items.length)).toEqual(pages.map((_, i) => i % 10));
    await cold.close();
  });

  it('pages through the public history; voided bids stay in it', async () => {
    const lot = await house.openLot(node, auctionId);
    await bidWar(node, lot, bidders, 12);
    await node.commands.void(lot.id, { versions: [4] }, 'staff');
    const versions: number[] = [];
    for (let since: string | null = '0'; since !== null;) {
      const page: LotEventsPage = (await node.relay.history(lot.id, Number(since), 5))!;
      versions.push(...page.items.map((event) => event.version));
      since = page.nextCursor;
    }
    const last = (await node.relay.states([lot.id]))[0]!.version;
    expect(versions).toEqual(Array.from({ length: last }, (_, i) => i + 1));
  });

  it('begins a room anew when the ledger has another epoch', async () => {
    const lot = await house.openLot(node, auctionId);
    const [before] = await node.relay.states([lot.id]);
    await database().ledger.renewEpochs();
    await node.placeBid.execute(bidders[0]!, bidOn(lot, 5_000), node.clock.now());
    await vi.waitFor(async () => {
      const [state] = await node.relay.states([lot.id]);
      expect(state!.epoch).not.toBe(before!.epoch);
      expect(state).toMatchObject({ bidCount: 1 });
    });
    expect(await node.relay.resume(lot.id, before!.epoch, before!.version)).toMatchObject({ mode: 'snapshot' });
  });

  it('knows the latest doings, newest first', async () => {
    const lot = await house.openLot(node, auctionId);
    await bidWar(node, lot, bidders, 30);
    const cold = await startNode(database());
    const [warm, fresh] = [await node.relay.latest(), await cold.relay.latest()];
    expect(warm).toHaveLength(20);
    expect(warm[0]).toMatchObject({
      lotId: lot.id,
      title: expect.any(String),
      currency: 'USD',
      paddle: expect.any(Number),
    });
    expect(fresh.map((line) => line.id)).toEqual(warm.map((line) => line.id));
    await cold.close();
  });

  it('tells of a lot that it did not know, from the first event that it hears of', async () => {
    const { ledger } = database();
    const { cursor } = await ledger.tail(null, 1);
    const lot = await house.openLot(node, auctionId);
    await bidWar(node, lot, bidders, 8);
    await node.commands.execute(lot.id, { type: 'PauseLot', reason: 'staff' });
    // A node begins where the ledger is settled, and transactions of other tests hold that back.
    const paused = expect.objectContaining({ lotId: lot.id, type: 'LotPaused' });
    await vi.waitFor(async () => expect((await ledger.tail(cursor, 1_000)).events).toContainEqual(paused), SETTLED);
    const cold = await startNode(database());
    expect(cold.relay.head(lot.id)).toBeUndefined();
    const endsAt = node.clock.now() + 7_200_000;
    await node.commands.execute(lot.id, { type: 'ResumeLot', endsAt });
    await vi.waitFor(async () => {
      await cold.sweep.sweep();
      const [change] = cold.changes.filter((each) => each.lotId === lot.id);
      expect(change).toMatchObject({ before: { status: 'paused' }, lot: { status: 'open', endsAt } });
      expect(change!.state).toEqual((await node.relay.states([lot.id]))[0]);
    }, SETTLED);
    await cold.close();
  });

  it('forgets closed lots that nobody asks for', async () => {
    const lot = await house.openLot(node, auctionId);
    await node.commands.execute(lot.id, { type: 'WithdrawLot' });
    node.rooms.tidy();
    expect(node.relay.head(lot.id)).toBeDefined();
    node.rooms.known(lot.id)!.askedAt = 0;
    node.rooms.tidy();
    expect(node.relay.head(lot.id)).toBeUndefined();
    expect(await node.relay.states([lot.id])).toMatchObject([{ status: 'withdrawn' }]);
  });
});

onSharedDatabase('the relays of two nodes', (databases) => {
  it.each(['heard', 'lost'])('tell the same, with bidders on both and the bus %s', async (bus) => {
    const house = new TestHouse(databases()[0]!);
    const wires = new TestWires();
    wires.lossy = bus === 'lost';
    const nodes = [await startNode(databases()[0]!, { wires }), await startNode(databases()[1]!, { wires })];
    const auctionId = await house.auction();
    const bidders = [await house.person([auctionId]), await house.person([auctionId])];
    const lot = await house.openLot(nodes[0]!, auctionId);
    const starts = await Promise.all(nodes.map(async (node) => (await node.relay.states([lot.id]))[0]!));
    await Promise.all(nodes.map((node) => bidWar(node, lot, bidders, 50)));
    const { lot: kept } = (await databases()[0]!.ledger.read([lot.id]))[0]!;
    for (const [i, node] of nodes.entries()) {
      await vi.waitFor(() => expect(node.relay.head(lot.id)![0]).toBe(kept.version), { timeout: 10_000 });
      const seen = watch(node.changes, lot.id, starts[i]!);
      expect(seen.checksum).toBe(node.relay.head(lot.id)![1]);
    }
    expect(nodes[0]!.relay.head(lot.id)).toEqual(nodes[1]!.relay.head(lot.id));
    await Promise.all(nodes.map((node) => node.close()));
  });
});
