import { expect, it } from 'vitest';
import type { RoomName } from '../chat/chat.types.ts';
import { BrokenCursor } from '../errors.ts';
import { chatStage } from './chat-stage.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

const A_MINUTE = 60_000;

/** The people in rooms: who writes, how far each has read, and what staff hear of. */
export function registerChatPeopleContract(open: () => TestHouse): void {
  const { setUp, said, post } = chatStage(open);

  it('know who writes: paddle, number as a guest, and since when he is muted', async () => {
    const { chat, chatDesk, room, auction, ada, bo } = await setUp();
    const writer = (personId: string, where: RoomName = room) => chat.write(where, personId, async (tx) => tx.writer);
    expect(await writer(ada)).toEqual({
      personId: ada,
      role: 'bidder',
      approved: false,
      banned: false,
      paddle: 101,
      guest: null,
      mutedUntil: null,
      lastAt: null,
    });
    expect(await writer('nobody')).toBeNull();
    const guest = (personId: string) => chat.write(room, personId, (tx) => tx.guest());
    expect([await guest(bo), await guest(ada), await guest(bo)]).toEqual([1, 2, 1]);
    const event = await post(room, bo, said('hello'));
    await chatDesk.mute(auction.id, bo, 99, ada);
    expect(await writer(bo)).toMatchObject({ paddle: null, guest: 1, mutedUntil: 99, lastAt: event?.at });
    expect(await writer(bo, `auction:${auction.id}`)).toMatchObject({ guest: null, mutedUntil: 99, lastAt: null });
  });

  it('keep how far a person has read, and count what others wrote since', async () => {
    const { chat, chatPeople, room, auction, ada, bo } = await setUp();
    await post(room, bo, said('unseen'));
    const own = said('my own');
    await post(room, ada, own);
    expect(await chatPeople.rooms(ada)).toMatchObject([{ room, version: 2, seen: 2, unread: 0, title: /^Lot / }]);
    const others = ['x', 'y', 'z'].map((body) => said(body));
    for (const message of others) await post(room, bo, message);
    await chat.write(room, ada, async (tx) => tx.remove((await tx.message(others[2]!.id))!, 'staff'));
    const read = async () => (await chatPeople.rooms(ada)).map(({ seen, unread }) => [seen, unread]);
    expect(await read()).toEqual([[2, 2]]);
    await chatPeople.seen(ada, room, 3);
    expect(await read()).toEqual([[3, 1]]);
    await chatPeople.seen(ada, room, 1);
    await chatPeople.seen(ada, `auction:${auction.id}`, 5);
    expect(await read()).toEqual([[3, 1]]);
    await chatPeople.seen(ada, room, 999);
    expect(await read()).toEqual([[6, 0]]);
    const stood = await chatPeople.self(ada, (await chat.room(room))!, Date.now() - A_MINUTE);
    expect(stood).toMatchObject({ seen: 6, own: [{ id: own.id }], writer: { paddle: 101 } });
    expect(await chatPeople.self(ada, (await chat.room(room))!, Date.now() + A_MINUTE)).toMatchObject({ own: [] });
  });

  it('hand staff what was reported, once each, until it is dealt with', async () => {
    const { chat, chatDesk, room, ada, bo, auction } = await setUp();
    const reported = async () => {
      const { items } = await chatDesk.reports({ limit: 99 });
      return items.filter(({ message }) => message.room === room);
    };
    const [rude, fine] = [said('rude'), said('fine')];
    for (const message of [rude, fine]) await post(room, bo, message);
    await chat.write(room, bo, async (tx) => tx.edit((await tx.message(rude.id))!, 'ruder'));
    for (const [at, person] of [ada, bo, ada].entries()) await chatDesk.report(rude.id, person, at ? '' : 'why', at);
    await chatDesk.report(fine.id, ada, '', 5);
    await chatDesk.mute(auction.id, bo, 77, ada);
    const [first, second] = await reported();
    expect(first).toMatchObject({ count: 2, firstAt: 0, notes: ['why'] });
    expect(first?.message).toMatchObject({ body: 'ruder', earlier: ['rude'], name: 'Somebody', mutedUntil: 77 });
    expect(second?.message.id).toBe(fine.id);
    await chatDesk.settle(fine.id, 9);
    expect(await reported()).toHaveLength(1);
    await chat.write(room, ada, async (tx) => tx.remove((await tx.message(rude.id))!, 'staff'));
    expect(await reported()).toEqual([]);
    expect(await chatDesk.message(room, rude.id)).toMatchObject({ body: 'ruder', removedBy: 'staff', personId: bo });
    expect(await chatDesk.message(`auction:${auction.id}`, rude.id)).toBeNull();
    expect((await chatDesk.mutes(70)).filter((mute) => mute.auctionId === auction.id)).toEqual([
      { personId: bo, name: 'Somebody', auctionId: auction.id, until: 77 },
    ]);
    expect((await chatDesk.mutes(77)).filter((mute) => mute.auctionId === auction.id)).toEqual([]);
  });

  it('page reports, and refuse a cursor that they never gave', async () => {
    const { chatDesk, room, ada, bo } = await setUp();
    const messages = [said('1'), said('2'), said('3')];
    for (const message of messages) await post(room, bo, message);
    for (const { id } of messages) await chatDesk.report(id, ada, '', 1_000);
    const seen = new Set<string>();
    let cursor: string | undefined;
    do {
      const page = await chatDesk.reports({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      for (const { message } of page.items) seen.add(message.id);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    for (const { id } of messages) expect(seen).toContain(id);
    expect(() => chatDesk.reports({ limit: 2, cursor: 'e30' })).toThrow(BrokenCursor);
  });
}
