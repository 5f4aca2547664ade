import { randomUUID } from 'node:crypto';
import { WIRES } from '@rostrum/contract/schemas';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { anAuction } from '../catalogue/auction.testing.ts';
import { AuctionHouse } from '../catalogue/index.ts';
import { startHouse, type TestHouse, type TestPerson } from '../house.testing.ts';
import { ask, next, outcomeOf } from './client-socket.testing.ts';

let house: TestHouse;
let ada: TestPerson;
let bo: TestPerson;
let auctionId: string;
let lotIds: string[];
const sockets: Socket[] = [];

beforeAll(async () => {
  house = await startHouse({ env: { BIDS_PER_SECOND: '100', RATES_PROVIDER: 'simulated' } });
  [ada, bo] = [await house.signUp('Ada'), await house.signUp('Bo')];
  auctionId = (await house.app.get(AuctionHouse).openAuction(anAuction('documented', 3))).id;
  lotIds = (await house.database.catalogue.lotsOf(auctionId, { limit: 10 })).items.map(({ lot }) => lot.id);
  for (const person of [ada, bo]) await house.database.catalogue.register(auctionId, person.personId);
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await house?.close();
});

/** What of the traffic is not as the document says; what was seen, to know that something was. */
const differences: string[] = [];
const seen = new Set<string>();

function judge(what: string, schema: z.ZodType | undefined, value: unknown): void {
  seen.add(what);
  const { success, error } = schema?.safeParse(value) ?? {};
  if (success !== true)
    differences.push(`${what}: ${error?.message ?? 'is not in the document'} ${JSON.stringify(value)}`);
}

/** A socket on which every frame is held against the document. */
async function open(address: string, person?: TestPerson): Promise<Socket> {
  const wire = WIRES.find((each) => each.address === address)!;
  const socket = io(house.url + address, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    autoConnect: false,
    extraHeaders: { origin: house.url, ...(person ? { cookie: person.cookie } : {}) },
  });
  sockets.push(socket);
  socket.onAny((event: string, payload: unknown) => {
    judge(`${address} ${event}`, wire.serverToClient[event]?.payload, payload);
  });
  await outcomeOf(socket);
  return socket;
}

/** Asks, and holds the answer against the document. */
async function answered(socket: Socket, address: string, event: string, request: unknown): Promise<{ ok: boolean }> {
  const answer = await ask(socket, event, request);
  const wire = WIRES.find((each) => each.address === address)!;
  judge(`${address} ${event} ${answer.ok ? 'done' : 'refused'}`, wire.clientToServer[event]?.answer, answer);
  return answer;
}

describe('what crosses the wire', () => {
  it('is as the document says, on /lots and /me', async () => {
    const [me, lots, bos] = [await open('/me', ada), await open('/lots', ada), await open('/lots', bo)];
    const [lotId, other] = lotIds as [string, string, string];
    const watched = { house: true, auctions: [auctionId], lots: [{ id: lotId }] };
    await answered(lots, '/lots', 'watch', watched);
    const outbid = next(me, 'notice', ({ items }) => items.length > 0);
    const bid = (id: string, maxMinor: number) => ({ id: randomUUID(), lotId: id, maxMinor });
    await answered(lots, '/lots', 'bid', bid(lotId, 2_000));
    await answered(bos, '/lots', 'bid', bid(lotId, 3_000));
    const told = await outbid;
    await answered(lots, '/lots', 'bid', bid(lotId, 1));
    await answered(lots, '/lots', 'bid', bid(randomUUID(), 2_000));
    await answered(bos, '/lots', 'bid', { lotId, maxMinor: 'a lot' });
    const state = (await house.database.catalogue.lot(lotId))!;
    await answered(bos, '/lots', 'watch', { lots: [{ id: lotId, epoch: state.epoch, version: 1 }, { id: other }] });
    await answered(bos, '/lots', 'watch', { lots: [{ id: randomUUID() }] });
    for (const [socket, address] of [
      [lots, '/lots'],
      [me, '/me'],
    ] as const) {
      await answered(socket, address, 'time', { t0: 1.5 });
      await answered(socket, address, 'time', {});
      socket.emit('time', {});
      await next(socket, 'error');
    }
    await answered(me, '/me', 'seen', { ids: [told.items[0].id] });
    await answered(me, '/me', 'seen', {});
    await next(lots, 'heartbeat', ({ heads }) => lotId in heads);
    await answered(lots, '/lots', 'unwatch', watched.lots[0]);
    await answered(lots, '/lots', 'unwatch', { house: true, auctions: [auctionId] });
    expect(differences).toEqual([]);
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['lot.events', 'lot.prices', 'activity', 'heartbeat', 'error'].map((event) => `/lots ${event}`),
        ...['standing', 'notice', 'error'].map((event) => `/me ${event}`),
        ...['watch', 'unwatch', 'bid', 'time'].flatMap((event) => [`/lots ${event} done`, `/lots ${event} refused`]),
        ...['seen', 'time'].flatMap((event) => [`/me ${event} done`, `/me ${event} refused`]),
      ]),
    );
  });

  it('is as the document says, on /chat', async () => {
    const [adas, bos] = [await open('/chat', ada), await open('/chat', bo)];
    const room = `lot:${lotIds[2]}`;
    const ids = Array.from({ length: 3 }, () => randomUUID());
    const say = (socket: Socket, event: string, request: unknown) => answered(socket, '/chat', event, request);
    for (const socket of [adas, bos]) await say(socket, 'watch', { room });
    for (const [index, id] of ids.entries()) await say(index === 1 ? bos : adas, 'post', { id, room, body: 'Oak?' });
    await say(bos, 'post', { id: randomUUID(), room, body: 'Elm', replyTo: ids[0] });
    await say(bos, 'post', { id: ids[0], room, body: 'x' });
    await say(adas, 'edit', { room, id: ids[0], body: 'Oak or elm?' });
    await say(adas, 'edit', { room, id: ids[1], body: 'x' });
    await say(adas, 'report', { room, id: ids[1], note: 'why' });
    await say(adas, 'report', { room, id: randomUUID() });
    await say(adas, 'remove', { room, id: ids[2] });
    await say(adas, 'remove', { room, id: ids[1] });
    await say(adas, 'seen', { room, version: 3 });
    await say(adas, 'seen', { room });
    const { epoch } = (await house.database.chat.room(room as `lot:${string}`))!;
    await say(adas, 'watch', { room, epoch, version: 0 });
    await say(adas, 'watch', { room: `lot:${randomUUID()}` });
    await say(adas, 'watch', { room });
    await say(adas, 'unwatch', { room });
    await say(adas, 'unwatch', {});
    bos.emit('post', {});
    await next(bos, 'error');
    expect(differences).toEqual([]);
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['messages', 'error'].map((event) => `/chat ${event}`),
        ...['watch', 'unwatch', 'post', 'edit', 'remove', 'report', 'seen'].flatMap((event) => [
          `/chat ${event} done`,
          `/chat ${event} refused`,
        ]),
      ]),
    );
  });

  it('is as the document says, on /rates', async () => {
    const rates = await open('/rates');
    const tick = next(rates, 'rates.tick');
    await answered(rates, '/rates', 'watch', {});
    await answered(rates, '/rates', 'watch', { currencies: [] });
    await tick;
    await answered(rates, '/rates', 'unwatch', {});
    await answered(rates, '/rates', 'unwatch', { all: true });
    rates.emit('watch', { currencies: 7 });
    await next(rates, 'error');
    expect(differences).toEqual([]);
    expect([...seen]).toEqual(
      expect.arrayContaining([
        ...['rates.tick', 'error'].map((event) => `/rates ${event}`),
        ...['watch', 'unwatch'].flatMap((event) => [`/rates ${event} done`, `/rates ${event} refused`]),
      ]),
    );
  });
});

describe('the document', () => {
  it('is given to programs and to people', async () => {
    const answer = await fetch(`${house.url}/api/asyncapi.json`);
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(await answer.json()).toMatchObject({
      asyncapi: '3.0.0',
      servers: { house: { host: new URL(house.url).host, protocol: 'ws' } },
    });
    const page = await fetch(`${house.url}/api/docs/events`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-security-policy')).toContain("style-src 'self' 'unsafe-inline'");
    expect(await page.text()).toContain('lot.events');
    const openApi = await (await fetch(`${house.url}/api/openapi.json`)).text();
    expect(openApi).toContain('/api/docs/events');
  });
});
