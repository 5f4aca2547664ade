import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ChatTx, WrittenRow } from '../chat/chat.types.ts';
import { LockTimeout } from '../errors.ts';
import { chatStage } from './chat-stage.testing.ts';
import { addAuction, addLot, addPerson } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { Connections, TestHouse } from './test-house.testing.ts';

/** What is said in rooms: its order, its versions, who hears of it, and what is gone. */
export function registerChatContract(open: () => TestHouse, connections: Connections): void {
  const { setUp, said, post, shape } = chatStage(open);

  it('stand at nothing until somebody writes, and are unknown without a lot or an auction', async () => {
    const { chat, room, auction, lot, ada } = await setUp();
    const nothing = { version: 0, epoch: '00000000', open: true, slowSeconds: 0, auctionId: auction.id };
    expect(await chat.room(room)).toEqual({ ...nothing, room, lotId: lot.id });
    expect(await chat.room(`auction:${auction.id}`)).toEqual({
      ...nothing,
      room: `auction:${auction.id}`,
      lotId: null,
    });
    expect(await chat.page(room, { limit: 5 })).toMatchObject({ messages: [], more: false, version: 0 });
    expect(await chat.heads([room])).toEqual([]);
    for (const unknown of [`lot:${auction.id}`, `auction:${lot.id}`] as const) {
      expect(await chat.room(unknown)).toBeNull();
      expect(await chat.page(unknown, { limit: 5 })).toBeNull();
      expect(await chat.write(unknown, ada, () => Promise.reject(new Error('no work')))).toBeNull();
    }
  });

  it('are verified: every version once, each with its message', async () => {
    const { house, chat, room, ada } = await setUp();
    for (const body of ['one', 'two', 'three']) await post(room, ada, said(body));
    const look = async () => (await chat.verify()).find((verified) => verified.room === room);
    expect(await look()).toEqual({ room, events: 3, ok: true });
    await raw(house, `UPDATE chat_rooms SET version = 4 WHERE room = '${room}'`);
    expect(await look()).toMatchObject({ difference: 'the room stands at 4, its last event at 3' });
    await raw(house, `DELETE FROM chat_events WHERE room = '${room}' AND version = 2`);
    expect(await look()).toMatchObject({ difference: '2 events up to version 3' });
    await raw(house, `UPDATE chat_events SET version = 2 WHERE room = '${room}' AND version = 3`);
    await raw(house, `UPDATE chat_rooms SET version = 2 WHERE room = '${room}'`);
    expect(await look()).toMatchObject({ ok: false, difference: '1 events without their message' });
  });

  it('know nothing of a draft', async () => {
    const { house, chat, room, lot } = await setUp();
    await raw(house, `UPDATE lots SET status = 'draft' WHERE id = '${lot.id}'`);
    expect(await chat.room(room)).toBeNull();
  });

  it('give every event the next version, and show messages as they are now', async () => {
    const { chat, room, ada, bo } = await setUp();
    const [first, second] = [said('first'), said('second')];
    expect(await post(room, ada, first)).toMatchObject({ version: 1, type: 'posted', message: { body: 'first' } });
    await post(room, bo, second);
    const edited = await chat.write(room, ada, async (tx) => tx.edit((await tx.message(first.id))!, 'better'));
    expect(edited).toMatchObject({ version: 3, type: 'edited', message: { body: 'better', version: 1 } });
    const removed = await chat.write(room, ada, async (tx) => tx.remove((await tx.message(second.id))!, 'staff'));
    expect(removed).toMatchObject({ version: 4, message: { removedBy: 'staff' } });
    const ruled = await chat.write(room, ada, (tx) => tx.rule({ open: false, slowSeconds: 30 }));
    expect(ruled).toMatchObject({ version: 5, rules: { open: false, slowSeconds: 30 }, message: null });
    expect(await shape(room)).toEqual([
      '1 posted better',
      '2 posted second',
      '3 edited better',
      '4 removed second',
      '5 ruled ',
    ]);
    expect(await shape(room, 3)).toHaveLength(2);
    expect((await chat.events(room, 1, 1))[0]?.message).toMatchObject({ removedBy: 'staff', personId: bo });
    const [head] = await chat.heads([room]);
    expect(head).toMatchObject({ room, version: 5 });
    expect(head?.epoch).toMatch(/^[0-9a-f]{8}$/);
    expect(await chat.room(room)).toMatchObject({ open: false, slowSeconds: 30, version: 5, epoch: head?.epoch });
  });

  it('keep nothing of work that throws, not even the version', async () => {
    const { chat, room, ada } = await setUp();
    const work = async (tx: ChatTx) => {
      await tx.post(said('half'));
      throw new Error('refused');
    };
    await expect(chat.write(room, ada, work)).rejects.toThrow('refused');
    expect(await post(room, ada, said('whole'))).toMatchObject({ version: 1 });
  });

  it('take an id once in the house', async () => {
    const { room, auction, ada, bo } = await setUp();
    const message = said('once');
    await post(room, ada, message);
    expect(await post(room, ada, message)).toBeNull();
    expect(await post(`auction:${auction.id}`, bo, message)).toBeNull();
    expect(await shape(room)).toEqual(['1 posted once']);
  });

  it('keep one order, whoever writes at the same time', async () => {
    const { chat, room, ada, bo } = await setUp();
    const events = await Promise.all(
      Array.from({ length: 20 }, (_, i) => post(room, i % 2 === 0 ? ada : bo, said(`${i}`))),
    );
    const versions = events.map((event) => event?.version ?? 0).toSorted((a, b) => a - b);
    expect(versions).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    const read = await chat.events(room, 0, 99);
    expect(read.map(({ version }) => version)).toEqual(versions);
    expect(read.map(({ at }) => at)).toEqual(read.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it('page backwards, oldest first in each', async () => {
    const { chat, room, ada } = await setUp();
    for (const body of ['a', 'b', 'c', 'd', 'e']) await post(room, ada, said(body));
    const newest = await chat.page(room, { limit: 2 });
    expect(newest?.messages.map(({ body }) => body)).toEqual(['d', 'e']);
    expect(newest?.more).toBe(true);
    const older = await chat.page(room, { limit: 3, before: newest!.messages[0]!.version });
    expect(older?.messages.map(({ body }) => body)).toEqual(['a', 'b', 'c']);
    expect(older?.more).toBe(false);
  });

  it('are followed behind a cursor: each message once, and nothing of an effect that failed', async () => {
    const { house, chat, room, auction, ada, bo } = await setUp();
    const name = randomUUID();
    const heard: WrittenRow[] = [];
    const follow = (fail = false) =>
      house.database.consumers.runTalk(name, 500, async (written, tx) => {
        heard.push(...written.filter(({ message }) => message.room === room));
        const [first] = written.filter(({ message }) => message.room === room);
        expect(await tx.peopleOfPaddles(auction.id, [101, 999])).toEqual([ada]);
        if (fail || !first) throw new Error('half done');
        const { lotId, message } = first;
        const what = { lotId, seq: message.version, topic: 'answered', at: 1, priceMinor: null, minimumMinor: null };
        await tx.addNotices([{ id: randomUUID(), personId: ada, ...what, talk: { messageId: message.id } }]);
      });
    const question = said('question');
    await post(room, ada, question);
    await chat.write(room, ada, async (tx) => tx.edit((await tx.message(question.id))!, 'better question'));
    await post(room, bo, said('reply', { replyTo: question.id }));
    await post(room, ada, said('to himself', { replyTo: question.id }));
    await expect(follow(true)).rejects.toThrow('half done');
    expect(heard.map(({ message, repliedTo }) => [message.body, message.version, repliedTo])).toEqual([
      ['better question', 1, null],
      ['reply', 3, ada],
      ['to himself', 4, null],
    ]);
    expect(heard[0]).toMatchObject({ auctionId: auction.id, auctionSlug: auction.slug, lotId: room.slice(4) });
    expect(await house.database.notices.of(ada, { limit: 9 })).toEqual([]);
    expect(await follow()).toBeGreaterThan(0);
    expect(heard).toHaveLength(6);
    expect(await follow()).toBe(0);
    expect(await house.database.notices.of(ada, { limit: 9 })).toMatchObject([
      { topic: 'answered', talk: { messageId: question.id } },
    ]);
  });

  it('go with the auction that is removed', async () => {
    const house = open();
    const ada = await addPerson(house);
    const auction = await addAuction(house, [], { demo: true });
    const lot = await addLot(house, auction);
    for (const room of [`lot:${lot.id}`, `auction:${auction.id}`] as const) await post(room, ada, said(room));
    await house.database.house.removeDemoAuctions([auction.id]);
    expect(await house.database.chat.heads([`lot:${lot.id}`, `auction:${auction.id}`])).toEqual([]);
    expect(await house.database.chatPeople.rooms(ada)).toEqual([]);
  });

  it('have another epoch after a crash that may have taken something back', async () => {
    const { chat, room, ada } = await setUp();
    await post(room, ada, said('kept'));
    const [before] = await chat.heads([room]);
    await chat.renewEpochs();
    const [after] = await chat.heads([room]);
    expect(after).toMatchObject({ version: 1 });
    expect(after?.epoch).not.toBe(before?.epoch);
  });

  if (connections === 'one') return;
  describe('with more than one connection', () => {
    it('are busy where somebody holds a room for too long', async () => {
      const { house, room, ada } = await setUp();
      await post(room, ada, said('first'));
      const other = await house.connect();
      try {
        await other.query(`BEGIN; SELECT 1 FROM chat_rooms WHERE room = '${room}' FOR UPDATE`);
        await expect(post(room, ada, said('second'))).rejects.toBeInstanceOf(LockTimeout);
      } finally {
        await other.end();
      }
    });
  });
}
