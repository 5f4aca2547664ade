import { LockTimeout, OutcomeUnknown, type Ledger } from '@rostrum/database';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { LotQueue, WAITING_MAX, type QueueAnswer, type QueuedCommand } from './lot-queue.ts';
import { onEachDatabase } from './test-database.testing.ts';
import { bidOn, outcomeOf, TestHouse } from './test-house.testing.ts';
import { startNode, type TestNode } from './test-node.testing.ts';

type Transact = Ledger['transact'];

/** The database's own ledger with a fault in front of `transact`. */
function faulty(ledger: Ledger, transact: (real: Transact) => Transact): Ledger {
  const real: Transact = (...call) => ledger.transact(...call);
  const faultyTransact = transact(real);
  return new Proxy(ledger, {
    get(target, key) {
      if (key === 'transact') return faultyTransact;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

onEachDatabase('a queue with faults', (database) => {
  let house: TestHouse;
  let auctionId: string;
  const nodes: TestNode[] = [];

  beforeAll(async () => {
    house = new TestHouse(database());
    auctionId = await house.auction();
  });
  afterAll(() => Promise.all(nodes.map((node) => node.close())));

  async function nodeWith(transact: (real: Transact) => Transact): Promise<TestNode> {
    const node = await startNode(database(), { ledger: faulty(database().ledger, transact) });
    nodes.push(node);
    return node;
  }

  it('gives the neighbours their answers where one command makes the transaction throw', async () => {
    const bidders = await Promise.all(Array.from({ length: 5 }, () => house.person([auctionId])));
    const poison = bidders[2]!.personId;
    const node = await nodeWith((real) => (lotId, batch, decide) => {
      if (batch.some((each) => each.bidderId === poison)) return Promise.reject(new Error('this command is poison'));
      return real(lotId, batch, decide);
    });
    const lot = await house.openLot(node, auctionId);
    const now = node.clock.now();
    const answers = await Promise.all(
      bidders.map((who, i) => node.placeBid.execute(who, bidOn(lot, 2_000 + 1_000 * i), now)),
    );
    expect(answers.map(outcomeOf)).toEqual(['leading', 'leading', 'BUSY', 'leading', 'leading']);
    expect(node.changes.filter((change) => change.lotId === lot.id).flatMap((change) => change.events)).toHaveLength(5);
  });

  it('fails alone where its own decision throws', async () => {
    const node = await nodeWith((real) => real);
    const lot = await house.openLot(node, auctionId);
    const house_ = { command: null, bidderId: null };
    const good: QueuedCommand = { stored: house_, decide: (state) => ({ lot: state, events: [], answer: null }) };
    const bad: QueuedCommand = {
      stored: house_,
      decide: () => {
        throw new Error('a bug');
      },
    };
    const answers = await Promise.all([good, bad, good].map((command) => node.queues.submit(lot.id, command)));
    expect(answers.map((answer) => answer.kind)).toEqual(['fresh', 'busy', 'fresh']);
  });

  it('says that the outcome is unknown, and the receipt is there when it was kept after all', async () => {
    let lost = false;
    const node = await nodeWith((real) => async (...call) => {
      const result = await real(...call);
      if (lost) throw new OutcomeUnknown('the line broke');
      return result;
    });
    const lot = await house.openLot(node, auctionId);
    const who = await house.person([auctionId]);
    const command = bidOn(lot, 3_000);
    lost = true;
    expect(outcomeOf(await node.placeBid.execute(who, command, node.clock.now()))).toBe('OUTCOME_UNKNOWN');
    lost = false;
    expect(outcomeOf(await node.placeBid.execute(who, command, node.clock.now()))).toBe('leading');
    await vi.waitFor(async () => {
      await node.sweep.sweep();
      expect((await node.relay.states([lot.id]))[0]).toMatchObject({ bidCount: 1 });
    });
  });

  it('is busy where the lot could not be locked', async () => {
    let locked = false;
    const node = await nodeWith(
      (real) =>
        (...call) =>
          locked ? Promise.reject(new LockTimeout()) : real(...call),
    );
    const lot = await house.openLot(node, auctionId);
    const who = await house.person([auctionId]);
    locked = true;
    expect(outcomeOf(await node.placeBid.execute(who, bidOn(lot, 3_000), node.clock.now()))).toBe('BUSY');
  });
});

describe('a queue whose database hangs', () => {
  const command: QueuedCommand = {
    stored: { command: null, bidderId: null },
    decide: (lot) => ({ lot, events: [], answer: null }),
  };
  const hooks = { committed: () => undefined, batch: () => undefined, failed: () => undefined, idle: () => undefined };

  it('answers each command once and in time: unknown what is under way, busy what waits or finds no room', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const queue = new LotQueue('lot', { transact: () => new Promise(() => undefined) }, hooks);
      const underWay = queue.submit(command);
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setImmediate(resolve));
      const waiting = Array.from({ length: WAITING_MAX }, () => queue.submit(command));
      expect(queue.depth).toBe(WAITING_MAX);
      expect(await queue.submit(command)).toEqual({ kind: 'busy' });
      await vi.advanceTimersByTimeAsync(10_000);
      expect(await underWay).toEqual({ kind: 'outcome-unknown' });
      const kinds = new Set((await Promise.all(waiting)).map((answer: QueueAnswer) => answer.kind));
      expect([...kinds]).toEqual(['busy']);
      expect(queue.depth).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
