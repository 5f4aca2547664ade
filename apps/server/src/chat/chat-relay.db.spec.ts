import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { ChatEvent, ChatFrame, ChatRoomId } from '@rostrum/contract';
import type { Database } from '@rostrum/database';
import { expect, it, onTestFinished } from 'vitest';
import { onEachDatabase } from '../bidding/test-database.testing.ts';
import { TestHouse } from '../bidding/test-house.testing.ts';
import { TestWires } from '../bidding/test-node.testing.ts';
import { Metrics } from '../platform/index.ts';
import { ChatRelay } from './chat-relay.ts';
import { ChatWriter } from './chat-writer.ts';
import { ChatMetrics } from './chat.metrics.ts';
import { PostMessageHandler } from './post-message.handler.ts';

// The failures that the specs make would fill the output.
Logger.overrideLogger(false);

/** One node's talk, wired as Nest wires it, with what its watchers are sent. */
function nodeOf(database: Database, wires: TestWires, watched = true) {
  const relay = new ChatRelay(database.chat, wires.bus());
  const frames: ChatFrame[] = [];
  relay.tellTo({ watches: () => watched, hear: (frame) => void frames.push(frame) });
  relay.onApplicationBootstrap();
  onTestFinished(() => relay.onApplicationShutdown());
  const writer = new ChatWriter(database.chat, relay, new ChatMetrics(new Metrics()));
  const post = new PostMessageHandler(writer);
  return {
    relay,
    frames,
    writer,
    say: async (personId: string, room: ChatRoomId, body: string) => {
      const answer = await post.execute({ personId }, { id: randomUUID(), room, body });
      if (!answer.ok) throw new Error('refused');
      return answer.receipt;
    },
    events: (): ChatEvent[] => frames.flatMap(({ events }) => events),
  };
}

onEachDatabase('rooms on nodes', (database) => {
  const setUp = async (lossy: boolean) => {
    const house = new TestHouse(database());
    const auctionId = await house.auction();
    const { personId } = await house.person([auctionId]);
    const wires = new TestWires();
    wires.lossy = lossy;
    const room: ChatRoomId = `auction:${auctionId}`;
    return { personId, wires, room, nodes: [nodeOf(database(), wires), nodeOf(database(), wires)] as const };
  };
  const versions = (events: readonly { version: number }[]): number[] => events.map(({ version }) => version);

  it.each([
    ['over the bus', false],
    ['by looking, where the bus loses everything', true],
  ])('hear of every event once and in order, %s', async (_, lossy) => {
    const { personId, room, nodes } = await setUp(lossy);
    for (const { relay } of nodes) expect((await relay.room(room))?.version).toBe(0);
    await Promise.all(Array.from({ length: 20 }, (_, i) => nodes[i % 2]!.say(personId, room, `message ${i}`)));
    const all = Array.from({ length: 20 }, (_, i) => i + 1);
    for (const node of nodes) {
      await expect.poll(() => versions(node.events()), { timeout: 10_000 }).toEqual(all);
      const epochs = new Set(node.frames.map(({ epoch }) => epoch));
      expect(epochs.size).toBe(1);
      expect(node.frames.map(({ from, events }) => from === events[0]!.version)).not.toContain(false);
    }
    expect(nodes[0].events()).toEqual(nodes[1].events());
  });

  it('resume from the ring, from the database, or with a page', async () => {
    const { personId, room, nodes } = await setUp(true);
    const [north, south] = nodes;
    const { epoch } = await north.say(personId, room, 'one');
    const known = (await north.relay.room(room))!;
    for (let i = 2; i <= 5; i++) await north.say(personId, room, `${i}`);
    expect(versions((await north.relay.since(known, epoch, 0))!)).toEqual([1, 2, 3, 4, 5]);
    expect(await north.relay.since(known, epoch, 5)).toEqual([]);
    expect(await north.relay.since(known, 'ffffffff', 3)).toBeNull();
    expect(await north.relay.since(known, epoch, 6)).toBeNull();
    // Another node was ahead: this one looks first.
    const behind = (await south.relay.room(room))!;
    await north.say(personId, room, '6');
    expect(await south.relay.since(behind, epoch, 6)).toEqual([]);
    expect(behind.version).toBe(6);
  });

  it('begin anew with an epoch that they did not know', async () => {
    const { personId, room, nodes } = await setUp(true);
    const [node] = nodes;
    await node.say(personId, room, 'before');
    const known = (await node.relay.room(room))!;
    await database().chat.renewEpochs();
    await expect.poll(() => node.frames.at(-1)?.events, { timeout: 10_000 }).toEqual([]);
    expect(node.frames.at(-1)).toMatchObject({ from: 2, epoch: known.row.epoch });
    await node.say(personId, room, 'after');
    await expect.poll(() => node.frames.at(-1)?.events.length, { timeout: 10_000 }).toBe(1);
  });
});
