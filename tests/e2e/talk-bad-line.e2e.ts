import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChatView } from '@rostrum/client/chat';
import type { ChatPostAnswer, ChatRoomId } from '@rostrum/contract';
import { startFaultProxy, type FaultProxy } from '@rostrum/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aHouse, until, type HouseProcess } from './house.ts';
import { bidders, send, type Visitor } from './people.ts';
import { putSale, type Sale } from './sale.ts';
import { pageOf, postTo, Talkers } from './talk-line.ts';

const LOTS = ['A chest', 'A chair', 'A clock', 'A lamp'].map((title) => ({
  title,
  openingMinor: 100,
  closesInMs: 3_600_000,
}));
const ids = (view: ChatView | null): string[] => (view?.messages ?? []).map(({ id }) => id);

function taken(answer: ChatPostAnswer) {
  if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
  return answer.receipt;
}

describe('talk on a bad line', () => {
  let house: HouseProcess;
  let proxy: FaultProxy;
  let rooms: ChatRoomId[];
  let ada: Visitor;
  let bo: Visitor;
  const talkers = new Talkers();
  beforeAll(async () => {
    house = await aHouse({ CHAT_PER_MINUTE: '100000' });
    const sale = await putSale({ dataDir: house.dataDir }, { lots: LOTS });
    rooms = sale.lotIds.map((id): ChatRoomId => `lot:${id}`);
    await house.start();
    proxy = await startFaultProxy(house.port);
    [ada, bo] = (await bidders(house.url, sale.slug, 2)) as [Visitor, Visitor];
  });
  afterAll(async () => {
    talkers.close();
    await proxy?.close();
    await house?.remove();
  });

  const said = async (room: ChatRoomId, body: string) =>
    taken((await postTo(house.url, room, { body }, bo.cookie)).answer);
  const all = async (room: ChatRoomId) => (await pageOf(house.url, room)).items.map(({ id }) => id);

  test('a reader is told of everything once and in order, however often he is cut off', async () => {
    const room = rooms[0]!;
    const reader = talkers.open(proxy.url, house.url);
    const versions: number[] = [];
    reader.watch(room, ({ version }) => versions.push(version));
    await until(() => reader.get(room)?.version === 0, 'the empty room');
    for (let i = 0; i < 45; i++) {
      await said(room, `message ${i}`);
      if (i % 12 === 5) proxy.resetAll();
      if (i % 12 === 11) proxy.cutAll();
      if (i % 3 === 0) await sleep(10);
    }
    await until(() => reader.get(room)?.version === 45, 'everything that was said');
    expect(await all(room)).toHaveLength(45);
    expect(ids(reader.get(room))).toEqual(await all(room));
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(proxy.accepted).toBeGreaterThan(5);
  });

  test('a writer is cut off in the middle, and each of his messages is there once', async () => {
    const room = rooms[1]!;
    const writer = talkers.open(proxy.url, house.url, ada.cookie);
    writer.watch(room, () => undefined);
    await until(() => writer.get(room)?.me?.as?.kind === 'paddle', 'his own stand');
    const sent = Array.from({ length: 30 }, async (_, i) => {
      await sleep(i * 15);
      if (i % 7 === 3) proxy.resetAll();
      return taken(await writer.post({ id: writer.newId(), room, body: `mine ${i}` }));
    });
    const receipts = await Promise.all(sent);
    await until(() => writer.get(room)?.version === 30, 'all that he wrote');
    const kept = await all(room);
    expect(kept).toHaveLength(30);
    expect(new Set(receipts.map(({ id }) => id))).toEqual(new Set(kept));
    expect(ids(writer.get(room))).toEqual(kept);
    await writer.seen(room, 30);
    expect(writer.get(room)?.me).toMatchObject({ seen: 30, own: { length: 30 } });
  });

  test('changes reach a reader who was away, and older pages join on', async () => {
    const room = rooms[2]!;
    const [reader, writer] = [talkers.open(proxy.url, house.url), talkers.open(house.url, house.url, ada.cookie)];
    const first = taken(await writer.post({ id: writer.newId(), room, body: 'first' }));
    for (let i = 0; i < 70; i++) await said(room, `filler ${i}`);
    reader.watch(room, () => undefined);
    await until(() => reader.get(room)?.messages.length === 50, 'the newest page');
    await reader.older(room);
    expect(ids(reader.get(room))).toEqual(await all(room));
    expect(reader.get(room)?.nextCursor).toBeNull();
    proxy.refuse(true);
    proxy.resetAll();
    expect(await writer.edit(room, first.id, 'first, better')).toMatchObject({ ok: true });
    const gone = taken(await writer.post({ id: writer.newId(), room, body: 'gone soon' }));
    expect(await writer.remove(room, gone.id)).toMatchObject({ ok: true, version: 74 });
    proxy.refuse(false);
    await until(() => reader.get(room)?.messages[0]?.body === 'first, better', 'the change');
    const shown = reader.get(room)!.messages;
    expect(shown.at(-1)).toMatchObject({ id: gone.id, body: null, removedBy: 'author' });
    expect(ids(reader.get(room))).toEqual(await all(room));
  });

  test('reading goes on over HTTP where sockets are refused, from the page that came with the site', async () => {
    const room = rooms[3]!;
    await said(room, 'before');
    const seed = await pageOf(house.url, room);
    const blocked = talkers.open(house.url, 'http://elsewhere.test');
    blocked.watch(room, () => undefined, seed);
    expect(blocked.get(room)?.version).toBe(1);
    await said(room, 'after');
    await until(() => blocked.get(room)?.messages.at(-1)?.body === 'after', 'what was said after');
  });
});

describe('kill -9 while people talk', () => {
  let house: HouseProcess;
  let sale: Sale;
  afterAll(() => house?.remove());

  test('every acknowledged message is there once, retries get the first answer, and each reply tells once', async () => {
    house = await aHouse({ CHAT_PER_MINUTE: '100000' });
    sale = await putSale({ dataDir: house.dataDir }, { lots: LOTS.slice(0, 1) });
    await house.start();
    const room: ChatRoomId = `lot:${sale.lotIds[0]!}`;
    const [ada, bo] = (await bidders(house.url, sale.slug, 2)) as [Visitor, Visitor];
    const question = taken((await postTo(house.url, room, { body: 'Is it oak?' }, ada.cookie)).answer);
    const acknowledged = new Map<string, { body: string; answer: ChatPostAnswer }>();
    const unanswered: { id: string; body: string }[] = [];
    const reply = async (index: number) => {
      const message = { id: randomUUID(), body: `reply ${index}`, replyTo: question.id };
      try {
        const { answer } = await postTo(house.url, room, message, bo.cookie);
        if (answer.ok) acknowledged.set(message.id, { body: message.body, answer });
        else unanswered.push(message);
      } catch {
        unanswered.push(message);
      }
    };
    let killed: Promise<void> | undefined;
    const flight: Promise<void>[] = [];
    for (let i = 0; i < 100; i++) {
      flight.push(reply(i));
      if (i % 5 === 4) await flight[i - 2];
      if (i === 60) killed = house.kill();
    }
    await Promise.all(flight);
    await killed;
    expect(acknowledged.size).toBeGreaterThan(10);
    expect(unanswered.length).toBeGreaterThan(10);

    await house.start();
    for (const [id, { body, answer }] of acknowledged) {
      expect((await postTo(house.url, room, { id, body, replyTo: question.id }, bo.cookie)).answer).toEqual(answer);
    }
    for (const message of unanswered)
      taken((await postTo(house.url, room, { ...message, replyTo: question.id }, bo.cookie)).answer);
    const { items } = await pageOf(house.url, room);
    expect(items).toHaveLength(101);
    expect(items.map(({ version }) => version)).toEqual(items.map((_, index) => index + 1));
    const told = async (): Promise<string[]> => {
      const answer = await fetch(`${house.url}/api/me/notices?limit=200`, { headers: { cookie: ada.cookie } });
      const page = (await answer.json()) as { items: { topic: string; talk?: { messageId: string } }[] };
      return page.items.filter(({ topic }) => topic === 'answered').map(({ talk }) => talk!.messageId);
    };
    await until(async () => (await told()).length >= 100, 'a notice for each reply');
    await sleep(1_000);
    const notices = await told();
    expect(notices).toHaveLength(100);
    expect(new Set(notices)).toEqual(new Set(items.slice(1).map(({ id }) => id)));
    expect((await send(house.url, '/api/me/chat/seen', { room, version: 101 }, ada.cookie)).status).toBe(200);
  });
});
