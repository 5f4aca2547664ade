import { randomUUID } from 'node:crypto';
import { CHAT_EDIT_MS } from '@rostrum/contract';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestPerson } from '../../house.testing.ts';
import { ask, next } from '../client-socket.testing.ts';
import { HeardRoom, said, TalkHouse } from './talk-house.testing.ts';

/** Talk in the whole house, over real sockets and HTTP. */
describe('talk', () => {
  let talk: TalkHouse;
  let ada: TestPerson;
  let bo: TestPerson;
  let clerk: TestPerson;
  let adas: Socket;
  let bos: Socket;
  let clerks: Socket;
  beforeAll(async () => {
    talk = await TalkHouse.open();
    ada = await talk.person('Ada Plantedname');
    bo = await talk.person('Bo Plantedname', false);
    clerk = await talk.staff('Cleo Plantedname');
    [adas, bos, clerks] = [await talk.socket(ada), await talk.socket(bo), await talk.socket(clerk)];
  });
  afterAll(() => talk?.close());

  it('goes between two people, and a stranger reads it', async () => {
    const room = talk.room(0);
    const stranger = await talk.socket();
    const nothing = await ask(stranger, 'watch', { room });
    expect(nothing).toMatchObject({ ok: true, mode: 'snapshot', version: 0, messages: [], me: null });
    await ask(bos, 'watch', { room });
    const heard = next(bos, 'messages');
    const question = await talk.post(adas, room, 'Is it **oak**? <b>really</b>');
    expect(question).toMatchObject({ room, version: 1, as: { kind: 'paddle', number: 101 } });
    expect(await heard).toMatchObject({
      room,
      from: 1,
      epoch: question.epoch,
      events: [
        {
          type: 'posted',
          version: 1,
          message: {
            id: question.id,
            author: { kind: 'paddle', number: 101 },
            body: 'Is it **oak**? <b>really</b>',
            replyTo: null,
            answer: false,
          },
        },
      ],
    });
    const answers = next(stranger, 'messages', ({ from }) => from === 3);
    expect(await talk.post(bos, room, 'I wonder too')).toMatchObject({ as: { kind: 'guest', number: 1 } });
    await talk.post(clerks, room, 'Oak, with a later back.', { replyTo: question.id });
    expect((await answers).events[0].message).toMatchObject({
      author: { kind: 'staff' },
      answer: true,
      replyTo: question.id,
    });
    const page = await talk.http(`/api/chat/${room}/messages`);
    expect(page.json.items.map(({ version }: { version: number }) => version)).toEqual([1, 2, 3]);
    expect(page.json).toMatchObject({ nextCursor: null, version: 3, rules: { open: true, slowSeconds: 0 } });
    const older = await talk.http(`/api/chat/${room}/messages?limit=2`);
    const oldest = await talk.http(`/api/chat/${room}/messages?before=${older.json.nextCursor}`);
    expect(oldest.json.items).toHaveLength(1);
    const one = await talk.http(`/api/chat/${room}/messages/${question.id}`);
    expect(one.json).toEqual(page.json.items[0]);
    expect(await ask(adas, 'watch', { room, epoch: question.epoch, version: 1 })).toMatchObject({
      mode: 'delta',
      version: 3,
      events: [{ version: 2 }, { version: 3 }],
      me: { as: { kind: 'paddle', number: 101 }, mayNot: null, seen: 1, own: [{ id: question.id }] },
    });
  });

  it('is for who is signed in on a page of the house, and about what there is', async () => {
    const room = talk.room(0);
    const stranger = await talk.socket();
    for (const [event, request] of [
      ['post', said(room, 'hello')],
      ['edit', said(room, 'hello')],
      ['remove', { room, id: randomUUID() }],
      ['report', { room, id: randomUUID() }],
      ['seen', { room, version: 1 }],
    ] as const) {
      expect(await ask(stranger, event, request), event).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
    }
    const path = `/api/chat/${room}/messages`;
    expect((await talk.http(path, { method: 'POST', body: { id: randomUUID(), body: 'x' } })).status).toBe(401);
    for (const unknown of [`lot:${randomUUID()}`, `auction:${talk.lotIds[0]}`]) {
      expect(await ask(adas, 'watch', { room: unknown })).toMatchObject({ error: { code: 'NOT_FOUND' } });
      expect(await ask(adas, 'post', said(unknown as never, 'x'))).toMatchObject({ error: { code: 'NOT_FOUND' } });
      expect((await talk.http(`/api/chat/${unknown}/messages`)).status).toBe(404);
    }
    for (const bad of [{ room: 'lot:1' }, { room: `bank:${randomUUID()}` }, { room, version: -1 }, {}, null]) {
      expect(await ask(adas, 'watch', bad)).toMatchObject({ error: { code: 'BAD_REQUEST' } });
    }
    for (const body of ['', '\u200b', 'x'.repeat(1_001)]) {
      expect(await ask(adas, 'post', said(room, body))).toMatchObject({ error: { code: 'BAD_REQUEST', path: 'body' } });
    }
  });

  it('answers a retry as the first time, on either way, and no other body', async () => {
    const room = talk.room(1);
    const message = said(room, 'once');
    const first = await ask(adas, 'post', message);
    expect(await ask(adas, 'post', message)).toEqual(first);
    const path = `/api/chat/${room}/messages`;
    const again = await talk.http(path, { person: ada, method: 'POST', body: { id: message.id, body: 'once' } });
    expect(again.json).toEqual(first);
    expect(await ask(adas, 'post', { ...message, body: 'twice' })).toMatchObject({
      error: { code: 'IDEMPOTENCY_MISMATCH' },
    });
    expect(await ask(bos, 'post', message)).toMatchObject({ error: { code: 'IDEMPOTENCY_MISMATCH' } });
    expect((await talk.http(path)).json.version).toBe(1);
  });

  it('lets people change and remove their own for five minutes, and staff remove any', async () => {
    const room = talk.room(2);
    await ask(bos, 'watch', { room });
    const heard = new HeardRoom(bos, room);
    const mine = await talk.post(adas, room, 'A typo here');
    const other = await talk.post(bos, room, 'something rude');
    const path = `/api/chat/${room}/messages`;
    expect(await ask(adas, 'edit', { room, id: mine.id, body: 'No typo' })).toEqual({ ok: true, version: 3 });
    expect(await ask(adas, 'edit', { room, id: mine.id, body: 'No typo' })).toEqual({ ok: true, version: 3 });
    expect(await ask(adas, 'edit', { room, id: other.id, body: 'x' })).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(await ask(adas, 'remove', { room, id: other.id })).toMatchObject({ error: { code: 'FORBIDDEN' } });
    expect(await ask(clerks, 'remove', { room, id: other.id })).toEqual({ ok: true, version: 4 });
    expect(await ask(clerks, 'remove', { room, id: other.id })).toEqual({ ok: true, version: 4 });
    expect((await talk.http(path)).json.items).toMatchObject([
      { body: 'No typo', editedAt: expect.any(Number) },
      { body: null, removedBy: 'staff' },
    ]);
    await expect.poll(() => heard.versions).toEqual([1, 2, 3, 4]);
    expect(heard.frames.at(-1)?.events).toMatchObject([{ type: 'removed', messageId: other.id, by: 'staff' }]);
    // Whoever comes back from before it is not told what was removed.
    const delta = await ask(adas, 'watch', { room, epoch: mine.epoch, version: 0 });
    expect(delta).toMatchObject({ mode: 'delta', version: 4 });
    expect(JSON.stringify(delta)).not.toContain('rude');
    expect(JSON.stringify(delta)).not.toContain('A typo');
    await talk.age(CHAT_EDIT_MS);
    const late = { error: { code: 'MAY_NOT_WRITE', why: 'late' } };
    expect(await ask(adas, 'edit', { room, id: mine.id, body: 'later' })).toMatchObject(late);
    expect(await ask(adas, 'remove', { room, id: mine.id })).toMatchObject(late);
    const own = await talk.http(`/api/me/chat/${room}`, { person: ada });
    expect(own.json).toMatchObject({ own: [], as: { kind: 'paddle' } });
    const original = await talk.http(`/api/staff/chat/${room}/messages/${other.id}`, { person: clerk });
    expect(original.json).toMatchObject({ original: 'something rude', body: null, writer: { name: 'Bo Plantedname' } });
    const before = await talk.http(`/api/staff/chat/${room}/messages/${mine.id}`, { person: clerk });
    expect(before.json).toMatchObject({ original: 'No typo', earlier: ['A typo here'] });
  });

  it('is kept in order by staff: reports, mutes, slow mode, closed rooms', async () => {
    const room = talk.room(3);
    const staff = `/api/staff/chat/${room}`;
    const rude = await talk.post(bos, room, 'a rude word');
    for (const note of ['it is rude', 'still'])
      expect(await ask(adas, 'report', { room, id: rude.id, note })).toEqual({ ok: true });
    const reports = await talk.http('/api/staff/chat/reports', { person: clerk });
    expect(reports.json.items).toMatchObject([
      {
        count: 1,
        notes: ['it is rude'],
        message: { id: rude.id, original: 'a rude word', writer: { mutedUntil: null } },
      },
    ]);
    expect((await talk.http('/api/staff/chat/reports', { person: ada })).status).toBe(403);
    expect((await talk.http('/api/staff/chat/reports')).status).toBe(401);
    expect((await talk.http(staff, { person: ada, method: 'PATCH', body: { open: false } })).status).toBe(403);

    const act = (path: string, body: object = {}, method = 'POST') =>
      talk.http(staff + path, { person: clerk, method, body });
    expect((await act(`/messages/${rude.id}/remove`)).json).toMatchObject({ ok: true, version: 2 });
    expect((await talk.http('/api/staff/chat/reports', { person: clerk })).json.items).toEqual([]);
    const muted = await act(`/messages/${rude.id}/mute`, { minutes: 5 });
    expect(muted.json).toMatchObject({ personId: bo.personId, auctionId: talk.auctionId });
    const refused = { error: { code: 'MAY_NOT_WRITE', why: 'muted', until: muted.json.until } };
    for (const each of [room, talk.room(0), `auction:${talk.auctionId}` as const]) {
      expect(await ask(bos, 'post', said(each, 'still here'))).toMatchObject(refused);
    }
    expect((await talk.http(`/api/me/chat/${room}`, { person: bo })).json).toMatchObject({
      mayNot: 'muted',
      mutedUntil: muted.json.until,
    });
    expect((await talk.http('/api/staff/chat/mutes', { person: clerk })).json.items).toMatchObject([
      { personId: bo.personId },
    ]);
    await act(`/messages/${rude.id}/mute`, { minutes: 0 });
    await talk.post(bos, room, 'sorry');

    expect((await act('', { slowSeconds: 60 }, 'PATCH')).json).toEqual({ open: true, slowSeconds: 60 });
    const slow = await ask(bos, 'post', said(room, 'and another'));
    expect(slow).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    expect(slow.error!['retryAfterMs']).toBeGreaterThan(50_000);
    await talk.post(adas, room, 'my first');
    const closing = next(adas, 'messages', ({ events }) => events[0]?.type === 'ruled');
    await ask(adas, 'watch', { room });
    await act('', { open: false, slowSeconds: 0 }, 'PATCH');
    expect((await closing).events[0]).toMatchObject({ rules: { open: false, slowSeconds: 0 } });
    expect(await ask(adas, 'post', said(room, 'hello?'))).toMatchObject({ error: { why: 'closed', until: null } });
    await talk.post(clerks, room, 'This room is closed for today.');
    await act('', { open: true }, 'PATCH');
    await talk.post(adas, room, 'thanks');
  });

  it('counts what is unread, and tells of replies and mentions once', async () => {
    const room = `auction:${talk.auctionId}` as const;
    const di = await talk.person('Di Plantedname');
    const [dis, me] = [await talk.socket(di), await talk.http('/api/me', { person: di })];
    const paddle = me.json.paddles[0].paddle as number;
    const first = await talk.post(dis, room, 'Who is here?');
    await talk.post(adas, room, `@${paddle} I am`, { replyTo: first.id });
    await talk.post(bos, room, `So am I, @${paddle}`);
    const last = await talk.post(bos, room, 'bye @101');
    const own = async () => (await talk.http('/api/me/chat', { person: di })).json;
    expect(await own()).toMatchObject({
      unread: 3,
      items: [{ room, unread: 3, seen: first.version, version: last.version, lotId: null, number: null }],
    });
    expect(await ask(dis, 'seen', { room, version: last.version - 1 })).toEqual({ ok: true, unread: 1 });
    const seen = { person: di, method: 'POST', body: { room, version: last.version } };
    expect((await talk.http('/api/me/chat/seen', seen)).json).toEqual({ ok: true, unread: 0 });
    const told = async () =>
      (await talk.http('/api/me/notices', { person: di })).json.items.map(
        ({ topic, lotId, talk: where }: { topic: string; lotId: null; talk: { room: string } }) => [
          topic,
          lotId,
          where.room,
        ],
      );
    await expect.poll(told, { timeout: 15_000 }).toEqual([
      ['mention', null, room],
      ['answered', null, room],
    ]);
  });

  it('ends within a second for who is banned or signed out', async () => {
    const room = talk.room(0);
    const [eve, flo] = [await talk.person('Eve Plantedname'), await talk.person('Flo Plantedname')];
    const [eves, flos] = [await talk.socket(eve), await talk.socket(flo)];
    await talk.post(eves, room, 'I am here');
    await talk.house.database.people.setBanned(eve.personId, true);
    const banned = await ask(eves, 'post', said(room, 'still here'));
    expect(['UNAUTHENTICATED', 'MAY_NOT_WRITE']).toContain(banned.error?.code);
    await talk.http('/api/auth/sign-out', { person: flo, method: 'POST', body: {} });
    await expect
      .poll(async () => (await ask(flos, 'post', said(room, 'gone'))).error?.code, { timeout: 5_000, interval: 50 })
      .toBe('UNAUTHENTICATED');
  });
});
