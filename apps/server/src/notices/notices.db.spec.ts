import { Logger } from '@nestjs/common';
import type { Consumers, Database, NoticeRow } from '@rostrum/database';
import { expect, it, vi } from 'vitest';
import type { SignedIn } from '../accounts/index.ts';
import { onEachDatabase } from '../bidding/test-database.testing.ts';
import { bidOn, TestHouse } from '../bidding/test-house.testing.ts';
import { startNode, TestWires, type TestNode } from '../bidding/test-node.testing.ts';
import { Ids } from '../platform/index.ts';
import { NoticeConsumer } from './notice.consumer.ts';
import { NoticeDesk, type NoticeFrame } from './notice.desk.ts';
import { NoticeSubjects } from './notice.subjects.ts';
import { NoticeTail } from './notice.tail.ts';

/** One node's notices, wired as Nest wires them. */
function noticesOf(database: Database, node: TestNode, consumers: Consumers = database.consumers) {
  const bus = new TestWires().bus();
  const tail = new NoticeTail(database.notices, bus);
  const consumer = new NoticeConsumer(consumers, node.relay, tail, new Ids());
  const desk = new NoticeDesk(
    database.notices,
    database.deliveries,
    new NoticeSubjects(database.catalogue),
    tail,
    node.clock,
  );
  return {
    desk,
    start: () => {
      tail.onApplicationBootstrap();
      consumer.onApplicationBootstrap();
    },
    stop: async () => {
      await consumer.onApplicationShutdown();
      await tail.onApplicationShutdown();
    },
  };
}

const topics = (rows: readonly Pick<NoticeRow, 'topic'>[]): string[] => rows.map(({ topic }) => topic);

/** Two bidders outbid each other `rounds` times each; then the lot is over. */
async function bidWar(node: TestNode, house: TestHouse, rounds: number): Promise<[SignedIn, SignedIn]> {
  const auctionId = await house.auction();
  const lot = await house.openLot(node, auctionId);
  const people: [SignedIn, SignedIn] = [await house.person([auctionId]), await house.person([auctionId])];
  for (let i = 0; i < 2 * rounds; i++) {
    await node.placeBid.execute(people[i % 2]!, bidOn(lot, 1_000 + 1_000 * i), node.clock.now());
  }
  await node.commands.execute(lot.id, { type: 'WithdrawLot' });
  return people;
}

// The failures that the specs make would fill the output.
Logger.overrideLogger(false);

onEachDatabase('notices', (database) => {
  it('are written once each, in order, whatever fails between', async () => {
    const house = new TestHouse(database());
    const node = await startNode(database());
    // Every second try dies after the notices were written and before the cursor's move was committed.
    let tries = 0;
    const dying = {
      run: (name: string, limit: number, effect: Parameters<Consumers['run']>[2]) =>
        database().consumers.run(name, Math.min(limit, 3), async (events, tx) => {
          await effect(events, tx);
          if (++tries % 2 === 1) throw new Error('killed');
        }),
    } as unknown as Consumers;
    const notices = noticesOf(database(), node, dying);
    const [ada, bo] = await bidWar(node, house, 5);
    notices.start();
    await vi.waitFor(
      async () => {
        expect(topics(await notices.desk.of(ada.personId))).toEqual([...Array(5).fill('outbid'), 'voided']);
        expect(topics(await notices.desk.of(bo.personId))).toEqual([...Array(4).fill('outbid'), 'voided']);
      },
      { timeout: 25_000 },
    );
    await notices.stop();
    expect(tries).toBeGreaterThan(2);
    // Another node begins with an empty memory, and finds nothing left to tell.
    const other = noticesOf(database(), node);
    other.start();
    const before = await database().notices.unseen(ada.personId);
    await bidWar(node, house, 1);
    await other.stop();
    expect(await database().notices.unseen(ada.personId)).toBe(before);
    await node.close();
  });

  it('reach who listens on this node, with their lot in words, and are seen once', async () => {
    const house = new TestHouse(database());
    const node = await startNode(database());
    const notices = noticesOf(database(), node);
    const heard: NoticeFrame[] = [];
    let wanted = '';
    notices.desk.listen(
      (personId) => personId === wanted,
      (_, frame) => heard.push(frame),
    );
    notices.start();
    const auctionId = await house.auction();
    const lot = await house.openLot(node, auctionId);
    const [ada, bo] = [await house.person([auctionId]), await house.person([auctionId])];
    wanted = ada.personId;
    await node.placeBid.execute(ada, bidOn(lot, 1_000), node.clock.now());
    await node.placeBid.execute(bo, bidOn(lot, 5_000), node.clock.now());
    await vi.waitFor(() => expect(heard.flatMap(({ items }) => items)).toHaveLength(1), { timeout: 10_000 });
    const [notice] = heard[0]!.items;
    const words = { lotId: lot.id, auctionId, number: lot.number, title: `Lot ${lot.number}`, currency: 'USD' };
    expect(notice).toMatchObject({ topic: 'outbid', ...words, priceMinor: 1_100, minimumMinor: 1_200, seen: false });
    expect(heard[0]!.unseen).toBe(1);
    expect(await notices.desk.of(ada.personId, notice!.id)).toEqual([]);
    expect(await notices.desk.markSeen(bo.personId, [notice!.id])).toBe(0);
    expect(await database().notices.unseen(ada.personId)).toBe(1);
    expect(await notices.desk.markSeen(ada.personId, [notice!.id])).toBe(0);
    expect((await notices.desk.page(ada.personId, 1)).items).toMatchObject([{ id: notice!.id, seen: true }]);
    await notices.stop();
    await node.close();
  });

  it('of a busy lot reach its watchers once, until they have seen it', async () => {
    const house = new TestHouse(database());
    const node = await startNode(database());
    const notices = noticesOf(database(), node);
    const auctionId = await house.auction();
    const lot = await house.openLot(node, auctionId);
    const [ada, bo, wim] = [await house.person([auctionId]), await house.person([auctionId]), await house.person([])];
    for (const { personId } of [bo, wim]) await database().watchLists.add(personId, lot.id, 9);
    let maxMinor = 0;
    const bids = async (count: number): Promise<void> => {
      for (let i = 0; i < count; i++) {
        await node.placeBid.execute(i % 2 === 0 ? ada : bo, bidOn(lot, (maxMinor += 1_000)), node.clock.now());
      }
    };
    notices.start();
    await bids(6);
    const toldWim = async () => (await notices.desk.of(wim.personId)).filter(({ topic }) => topic === 'bid');
    await vi.waitFor(async () => expect(topics(await toldWim())).toEqual(['bid']), { timeout: 10_000 });
    await bids(2);
    // Whoever bids himself is told that he was outbid, and not of every bid.
    const outbids = async () => topics(await notices.desk.of(bo.personId)).filter((topic) => topic === 'outbid').length;
    await vi.waitFor(async () => expect(await outbids()).toBe(3), { timeout: 10_000 });
    expect(topics(await toldWim())).toEqual(['bid']);
    await notices.desk.markSeen(
      wim.personId,
      (await toldWim()).map(({ id }) => id),
    );
    await bids(2);
    await vi.waitFor(async () => expect(topics(await toldWim())).toEqual(['bid', 'bid']), { timeout: 10_000 });
    await notices.stop();
    await node.close();
  });

  it('are read page by page, the newest first', async () => {
    const house = new TestHouse(database());
    const node = await startNode(database());
    const notices = noticesOf(database(), node);
    const [ada] = await bidWar(node, house, 3);
    notices.start();
    await vi.waitFor(async () => expect(await database().notices.unseen(ada.personId)).toBe(4), { timeout: 10_000 });
    const first = await notices.desk.page(ada.personId, 3);
    expect(topics(first.items)).toEqual(['voided', 'outbid', 'outbid']);
    const rest = await notices.desk.page(ada.personId, 3, first.nextCursor!);
    expect(topics(rest.items)).toEqual(['outbid']);
    expect(rest.nextCursor).toBeNull();
    await notices.stop();
    await node.close();
  });
});
