import type { ChatRoomId } from '@rostrum/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownDatabase, type OwnDatabase } from '../../../../../tests/e2e/own-database.ts';
import { ask } from '../client-socket.testing.ts';
import { HeardRoom, said, TalkHouse } from './talk-house.testing.ts';

const postgres = process.env.TEST_DATABASE_URL;
const redis = process.env.TEST_REDIS_URL;

/** Two nodes on one PostgreSQL: one order, and everybody hears all of it, whichever node he is on. */
describe.skipIf(!postgres || !redis)('talk on two nodes (needs TEST_DATABASE_URL and TEST_REDIS_URL)', () => {
  describe.each([
    ['Redis', { REDIS_URL: redis ?? '' }],
    ['LISTEN/NOTIFY', {}],
  ])('that tell each other over %s', (_, wire) => {
    let database: OwnDatabase;
    let north: TalkHouse;
    let south: TalkHouse;
    beforeAll(async () => {
      database = await ownDatabase(postgres!);
      const env = { DATABASE_URL: database.url, ...wire };
      north = await TalkHouse.open(env);
      south = await TalkHouse.open(env, north);
    });
    afterAll(async () => {
      await north?.close();
      await south?.close();
      await database?.drop();
    });

    it('writers on both make one order, which readers on both are told', async () => {
      const room = north.room(0);
      const [ada, bo] = [await north.person('Ada'), await south.person('Bo')];
      const [inNorth, inSouth] = [await north.socket(ada), await south.socket(bo)];
      const [heardNorth, heardSouth] = [new HeardRoom(inNorth, room), new HeardRoom(inSouth, room)];
      for (const socket of [inNorth, inSouth]) expect(await ask(socket, 'watch', { room })).toMatchObject({ ok: true });
      await Promise.all(
        Array.from({ length: 60 }, (_, i) => ask(i % 2 === 0 ? inNorth : inSouth, 'post', said(room, `message ${i}`))),
      );
      const versions = Array.from({ length: 60 }, (_, i) => i + 1);
      for (const heard of [heardNorth, heardSouth])
        await expect.poll(() => heard.versions, { timeout: 10_000 }).toEqual(versions);
      const read = async (house: TalkHouse): Promise<string> =>
        (await house.http(`/api/chat/${room}/messages?limit=200`)).text;
      expect(await read(north)).toBe(await read(south));
      const events = ({ frames }: HeardRoom): unknown[] => frames.flatMap((frame) => frame.events);
      expect(events(heardNorth)).toEqual(events(heardSouth));
    });

    it('resumes on the other node from where the first left off, and rules hold on both at once', async () => {
      const room: ChatRoomId = `auction:${north.auctionId}`;
      const [cy, staff] = [await north.person('Cy'), await north.staff('Cleo')];
      const first = await north.post(await north.socket(cy), room, 'first');
      const away = await south.socket(cy);
      expect(await ask(away, 'watch', { room, epoch: first.epoch, version: 1 })).toMatchObject({
        mode: 'delta',
        version: 1,
        events: [],
      });
      const path = `/api/staff/chat/${room}/messages/${first.id}/mute`;
      expect((await north.http(path, { person: staff, method: 'POST', body: { minutes: 1 } })).status).toBe(200);
      expect(await ask(away, 'post', said(room, 'x'))).toMatchObject({ error: { why: 'muted' } });
      const retried = { id: first.id, body: 'first' };
      const again = await south.http(`/api/chat/${room}/messages`, { person: cy, method: 'POST', body: retried });
      expect(again.json).toEqual({ ok: true, receipt: first });
    });
  });
});
