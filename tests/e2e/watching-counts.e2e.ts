import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aHouse, until, type HouseProcess } from './house.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { putSale } from './sale.ts';

const postgres = process.env.TEST_DATABASE_URL;
const redis = process.env.TEST_REDIS_URL;
/** A count is right within 5 s of a crash; the rest is for a machine that has much else to do. */
const WITHIN_MS = 12_000;

/** A page that watches a lot and its auction, and notes what it is told of both. */
async function page(house: HouseProcess, lotId: string, auctionId: string) {
  const socket: Socket = io(`${house.url}/lots`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    extraHeaders: { origin: house.url },
  });
  const counts: Record<string, number> = {};
  socket.on('presence', (frame: { counts: Record<string, number> }) => Object.assign(counts, frame.counts));
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('connect_error', reject));
  await socket.emitWithAck('watch', { lots: [{ id: lotId }], auctions: [auctionId] });
  return { socket, sees: () => [counts[lotId], counts[auctionId]] };
}

describe.skipIf(!postgres || !redis)(
  'how many watch, over several nodes (needs TEST_DATABASE_URL and TEST_REDIS_URL)',
  () => {
    let database: OwnDatabase;
    const houses: HouseProcess[] = [];
    const sockets: Socket[] = [];
    beforeAll(async () => {
      database = await ownDatabase(postgres!);
    });
    afterAll(async () => {
      for (const socket of sockets) socket.disconnect();
      for (const house of houses) await house.remove();
      await database?.drop();
    });

    test.each([
      ['Redis', () => ({ REDIS_URL: redis! })],
      ['LISTEN/NOTIFY', () => ({})],
    ])('is the sum of both, and right again after one was killed (bus: %s)', async (_, bus) => {
      const { lotIds, auctionId } = await putSale(
        { url: database.url },
        { lots: [{ title: 'A chest', openingMinor: 100, closesInMs: 600_000 }] },
      );
      const env = { DATABASE_URL: database.url, ...bus() };
      const [north, south] = [await aHouse(env), await aHouse(env)];
      houses.push(north, south);
      await Promise.all([north.start(), south.start()]);
      const open = async (house: HouseProcess) => {
        const opened = await page(house, lotIds[0]!, auctionId);
        sockets.push(opened.socket);
        return opened;
      };
      const inNorth = [await open(north), await open(north), await open(north)];
      const inSouth = [await open(south), await open(south)];
      const all = [...inNorth, ...inSouth];
      await until(() => all.every(({ sees }) => sees().every((count) => count === 5)), 'all see five', WITHIN_MS);

      // Somebody who comes late is told of everybody at once.
      const late = await open(south);
      expect(late.sees()).toEqual([6, 6]);
      inNorth[2]!.socket.disconnect();
      const stayed = [inNorth[0]!, inNorth[1]!, ...inSouth, late];
      await until(() => stayed.every(({ sees }) => sees()[0] === 5), 'one has left', WITHIN_MS);

      await north.kill();
      await until(
        () => [...inSouth, late].every(({ sees }) => sees().join() === '3,3'),
        'only three are left',
        WITHIN_MS,
      );
      await north.start();
      const back = await open(north);
      await until(() => [...inSouth, late, back].every(({ sees }) => sees()[0] === 4), 'one came back', WITHIN_MS);
    });
  },
);
