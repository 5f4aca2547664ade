import { randomUUID } from 'node:crypto';
import type { ChatPostAnswer, ChatRoomId } from '@rostrum/contract';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aHouse, until, type HouseProcess } from './house.ts';
import { bidders, signUp, type Visitor } from './people.ts';
import { putSale } from './sale.ts';
import { pageOf, postTo } from './talk-line.ts';
import { brokenLines, naughtyStrings, noTorture } from './torture.ts';

const LOTS = ['A chest', 'A chair'].map((title) => ({ title, openingMinor: 100, closesInMs: 3_600_000 }));
/** What could control a screen, or turn the text beside it round. */
const HARMFUL = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u206F]/u;

describe('what people may write', () => {
  let house: HouseProcess;
  let rooms: ChatRoomId[];
  let auction: ChatRoomId;
  let ada: Visitor;
  let eve: Visitor;
  let stranger: Socket;
  let writer: Socket;
  const heard: string[] = [];
  const bytes: string[] = [];

  const connect = async (cookie = ''): Promise<Socket> => {
    const socket = io(`${house.url}/chat`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      autoConnect: false,
      extraHeaders: { origin: house.url, cookie },
    });
    socket.io.on('open', () => socket.io.engine.on('data', (data) => void (cookie === '' && bytes.push(String(data)))));
    await new Promise<void>((resolve, reject) =>
      socket.once('connect', resolve).once('connect_error', reject).connect(),
    );
    return socket;
  };
  const ask = <T = unknown>(socket: Socket, event: string, request: unknown): Promise<T> =>
    new Promise((resolve) => socket.emit(event, request, resolve));

  beforeAll(async () => {
    house = await aHouse({ CHAT_PER_MINUTE: '1000000', MESSAGES_PER_SECOND: '100000', WATCHES_PER_SECOND: '100000' });
    const sale = await putSale({ dataDir: house.dataDir }, { lots: LOTS });
    rooms = sale.lotIds.map((id): ChatRoomId => `lot:${id}`);
    auction = `auction:${sale.auctionId}`;
    await house.start();
    [ada] = (await bidders(house.url, sale.slug, 1)) as [Visitor];
    eve = await signUp(house.url, 'Plantedname');
    [stranger, writer] = [await connect(), await connect(ada.cookie)];
    stranger.on('messages', ({ events }) => {
      for (const event of events) if (event.type === 'posted') heard.push(event.message.body);
    });
    for (const room of [...rooms, auction]) await ask(stranger, 'watch', { room });
  });
  afterAll(async () => {
    for (const socket of [stranger, writer]) socket?.disconnect();
    await house?.remove();
  });

  test.skipIf(noTorture)(`comes out harmless, over sockets and REST${noTorture}`, async () => {
    const texts = [
      ...naughtyStrings(),
      ...brokenLines().map((line) => line.toString('utf8')),
      ...brokenLines().map((line) => line.toString('latin1')),
      '\u0000',
      'a\u0000b',
      '\u202Egnp.exe',
      '\ud800',
      'x\udfffy',
      '__proto__',
    ];
    const wrong: string[] = [];
    const expected: string[] = [];
    const judge = (text: string, shown: string | undefined): void => {
      if (shown === undefined || shown === '') return void wrong.push(`nothing of ${JSON.stringify(text)}`);
      if (HARMFUL.test(shown) || !shown.isWellFormed()) wrong.push(`harmful: ${JSON.stringify(shown)}`);
    };
    for (const [index, text] of texts.entries()) {
      const message = { id: randomUUID(), room: rooms[index % 2]!, body: text };
      const answer =
        index % 2 === 0
          ? await ask<ChatPostAnswer>(writer, 'post', message)
          : (await postTo(house.url, message.room, { id: message.id, body: text }, ada.cookie)).answer;
      const code = 'code' in answer ? (answer as { code: string }).code : answer.ok ? 'ok' : answer.error.code;
      // Blank and overlong ones are refused with a reason; nothing else is.
      const visible = /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) && text.length <= 1_000;
      if (code !== 'ok' && (code !== 'BAD_REQUEST' || (visible && text.isWellFormed())))
        wrong.push(`${code} for ${JSON.stringify(text)}`);
      if (code === 'ok') expected.push(text);
    }
    await until(() => heard.length >= expected.length, 'everything that was taken');
    for (const [index, text] of expected.entries()) judge(text, heard[index]);
    for (const room of rooms) {
      let { items, nextCursor } = await pageOf(house.url, room);
      for (;;) {
        for (const { body } of items) judge(body ?? '', body ?? undefined);
        if (nextCursor === null) break;
        const path = `${house.url}/api/chat/${room}/messages?limit=200&before=${nextCursor}`;
        ({ items, nextCursor } = (await (await fetch(path)).json()) as Awaited<ReturnType<typeof pageOf>>);
      }
    }
    expect(wrong).toEqual([]);
    expect(expected.length).toBeGreaterThan(500);
    expect(heard).toContain('<script>alert(123)</script>');
    expect((await fetch(`${house.url}/health/ready`)).status).toBe(200);
  });

  test.skipIf(noTorture)(`in any field gets a clear answer${noTorture}`, async () => {
    const wrong: string[] = [];
    for (const text of naughtyStrings().slice(0, 200)) {
      const requests: [string, unknown][] = [
        ['watch', { room: text }],
        ['post', { id: text, room: rooms[0], body: 'x' }],
        ['post', { id: randomUUID(), room: rooms[0], body: 'x', replyTo: text }],
        ['edit', { room: rooms[0], id: text, body: text }],
        ['seen', { room: rooms[0], version: text }],
        ['report', { room: text, id: text, note: text }],
        ['remove', text],
      ];
      for (const [event, request] of requests) {
        const answer = await ask<{ error?: { code: string } }>(writer, event, request);
        if (answer.error?.code !== 'BAD_REQUEST') wrong.push(`${event} ${JSON.stringify(request)}`);
      }
      const path = `/api/chat/${rooms[0]}/messages?before=${encodeURIComponent(text.toWellFormed())}`;
      const { status } = await fetch(house.url + path);
      if (status !== 400 && !(status === 200 && /^\d{0,15}$/.test(text))) wrong.push(`${status} for ${path}`);
    }
    expect(wrong).toEqual([]);
  });

  test('says nothing of who wrote it, in any public byte', async () => {
    const me = (await (await fetch(`${house.url}/api/me`, { headers: { cookie: eve.cookie } })).json()) as {
      person: { id: string };
    };
    const texts: string[] = [];
    const read = async (path: string): Promise<void> => void texts.push(await (await fetch(house.url + path)).text());
    for (const room of [...rooms, auction]) {
      const first = await postTo(house.url, room, { body: 'Who am I?' }, eve.cookie);
      const { receipt } = first.answer as Extract<ChatPostAnswer, { ok: true }>;
      expect(receipt.as).toEqual({ kind: 'guest', number: 1 });
      await postTo(house.url, room, { body: 'gone', replyTo: receipt.id }, eve.cookie);
      const eves = await connect(eve.cookie);
      await ask(eves, 'edit', { room, id: receipt.id, body: 'Who am I now?' });
      await ask(eves, 'remove', { room, id: receipt.id });
      eves.disconnect();
      await ask(stranger, 'watch', { room });
      await ask(stranger, 'watch', { room, epoch: receipt.epoch, version: receipt.version - 1 });
      await read(`/api/chat/${room}/messages`);
      await read(`/api/chat/${room}/messages/${receipt.id}`);
    }
    for (const room of rooms) await read(`/lots/${room.slice('lot:'.length)}`);
    await until(() => bytes.join('').includes('Who am I now?'), 'what the stranger is sent');
    const all = [...bytes, ...texts].join('\n');
    expect(all).toContain('"removed"');
    for (const planted of [me.person.id, eve.name, eve.email, 'requestHash', 'personId'])
      expect(all, planted).not.toContain(planted);
    for (const text of texts) expect(text).not.toContain('Who am I now?');
  });
});
