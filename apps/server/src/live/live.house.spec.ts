import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AuctionHouse } from '../catalogue/index.ts';
import { startHouse, type TestHouse, type TestPerson } from '../house.testing.ts';
import { ask, ended, next, outcomeOf } from './client-socket.testing.ts';

const HOUR_MS = 3_600_000;
const RESERVE_MINOR = 765_432;

/** The whole house with real sockets: what the rooms promise each other. */
describe('live in the whole house', () => {
  let house: TestHouse;
  let ada: TestPerson;
  let bo: TestPerson;
  let auction: { id: string; slug: string };
  let lotIds: string[];
  const sockets: Socket[] = [];

  beforeAll(async () => {
    house = await startHouse({ env: { BIDS_PER_SECOND: '100' } });
    [ada, bo] = [await house.signUp('Ada Plantedname'), await house.signUp('Bo Plantedname')];
    const now = Date.now();
    const words = { descriptionMd: '', provenanceMd: '', estimateLowMinor: null, estimateHighMinor: null };
    const thing = { ...words, category: '', pictureHashes: [], openingMinor: 1_000, consignorId: null };
    const listing = await house.app.get(AuctionHouse).openAuction({
      slug: 'house-spec',
      title: 'A sale',
      summary: 'Things.',
      descriptionMd: '',
      termsMd: '',
      currency: 'EUR',
      exponent: 2,
      zone: 'Europe/Berlin',
      opensAt: now - 1_000,
      firstEndsAt: now + HOUR_MS,
      staggerMs: 1_000,
      ladder: { kind: 'flat', stepMinor: 100 },
      offLadder: 'allow',
      reserveMode: 'hold',
      softClose: { windowMs: 0, extensionMs: 0, mode: 'reset', maxExtensions: null, hardEnd: null },
      premium: { tiers: [], tax: { rateBp: 0, on: 'premium' } },
      demo: false,
      lots: [
        { ...thing, title: 'A lamp', reserveMinor: RESERVE_MINOR },
        { ...thing, title: 'A chair', reserveMinor: null },
        { ...thing, title: 'A clock', reserveMinor: null },
      ],
    });
    auction = { id: listing.id, slug: listing.slug };
    lotIds = (await house.database.catalogue.lotsOf(auction.id, { limit: 10 })).items.map(({ lot }) => lot.id);
    for (const person of [ada, bo]) await house.database.catalogue.register(auction.id, person.personId);
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await house.close();
  });

  const client = (namespace: string, person?: TestPerson): Socket => {
    const extraHeaders = { origin: house.url, ...(person ? { cookie: person.cookie } : {}) };
    const socket = io(house.url + namespace, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders,
      autoConnect: false,
    });
    sockets.push(socket);
    return socket;
  };
  const connect = async (namespace: string, person?: TestPerson): Promise<Socket> => {
    const socket = client(namespace, person);
    await outcomeOf(socket);
    return socket;
  };
  const bid = (socket: Socket, lotId: string, maxMinor: number) =>
    ask(socket, 'bid', { id: randomUUID(), lotId, maxMinor });

  it('a bid in one browser moves the price in every other, and whoever is outbid is told', async () => {
    const lotId = lotIds[1]!;
    const me = client('/me', ada);
    const first = next(me, 'standing');
    await outcomeOf(me);
    expect(await first).toEqual({ items: [], complete: true });
    const [stranger, adas, bos] = [await connect('/lots'), await connect('/lots', ada), await connect('/lots', bo)];
    const watched = await ask(stranger, 'watch', { house: true, auctions: [auction.id], lots: [{ id: lotId }] });
    expect(watched['auctions'][0].lots.map((lot: { id: string }) => lot.id)).toEqual(lotIds);
    const seen = next(stranger, 'lot.events', ({ events }) =>
      events.some((event: { leader: number }) => event.leader === 102),
    );
    const standing = next(me, 'standing', ({ items }) => items[0]?.state === 'outbid');
    const notice = next(me, 'notice', ({ items }) => items.length > 0);
    expect(await bid(adas, lotId, 2_000)).toMatchObject({
      ok: true,
      receipt: { outcome: 'leading', priceMinor: 1_000 },
    });
    const second = await bid(bos, lotId, 3_000);
    expect(second, JSON.stringify(second)).toMatchObject({
      ok: true,
      receipt: { outcome: 'leading', priceMinor: 2_100 },
    });
    expect(await seen).toMatchObject({ lotId, events: [{ type: 'BidPlaced' }] });
    expect(await standing).toMatchObject({ items: [{ lotId, maxMinor: 2_000, paddle: 101 }] });
    const told = await notice;
    expect(told).toMatchObject({ unseen: 1, items: [{ topic: 'outbid', title: 'A chair', priceMinor: 2_100 }] });
    const beat = await next(stranger, 'heartbeat', ({ heads }) => lotId in heads);
    expect(Object.keys(beat.heads).sort()).toEqual([...lotIds].sort());
    const [state] = (await ask(stranger, 'watch', { lots: [{ id: lotId }] }))['lots'];
    expect(beat.heads[lotId]).toEqual([state.version, state.state.checksum]);
    expect(await ask(me, 'seen', { ids: [told.items[0].id] })).toEqual({ ok: true, unseen: 0 });
    const again = client('/me', ada);
    const whole = next(again, 'standing');
    await outcomeOf(again);
    expect(await whole).toMatchObject({ complete: true, items: [{ lotId, state: 'outbid', maxMinor: 2_000 }] });
  });

  it('answers bad input once, in words that repeat nothing', async () => {
    const socket = await connect('/lots', ada);
    for (const [event, message] of [
      ['watch', { plantedkey: 'PLANTED-77' }],
      ['watch', { lots: [{ id: 'PLANTED-77' }] }],
      ['bid', { id: randomUUID(), lotId: lotIds[0], maxMinor: 'PLANTED-77' }],
      ['plantedkey', {}],
    ] as const) {
      const answer = await ask(socket, event, message);
      expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
      expect(JSON.stringify(answer)).not.toMatch(/planted/i);
    }
  });

  it('no public byte holds what is secret', async () => {
    const lotId = lotIds[0]!;
    const watcher = client('/lots');
    const bytes: string[] = [];
    watcher.io.on('open', () => watcher.io.engine.on('data', (data) => bytes.push(String(data))));
    await outcomeOf(watcher);
    await ask(watcher, 'watch', { house: true, auctions: [auction.id], lots: [{ id: lotId }] });
    const [adas, bos] = [await connect('/lots', ada), await connect('/lots', bo)];
    await bid(adas, lotId, 98_765);
    await bid(bos, lotId, 12_300);
    await bid(adas, lotId, 98_777);
    await next(watcher, 'heartbeat');
    const all = bytes.join('\n');
    expect(all).toContain('BidPlaced');
    for (const secret of [
      ada.personId,
      bo.personId,
      'Plantedname',
      'rostrum.test',
      '98765',
      '98777',
      `${RESERVE_MINOR}`,
    ]) {
      expect(all, secret).not.toContain(secret);
    }
  });

  it('whoever signs out loses his rights on open sockets', async () => {
    const [lots, me] = [await connect('/lots', bo), await connect('/me', bo)];
    const cut = ended(me);
    const headers = { origin: house.url, cookie: bo.cookie, 'content-type': 'application/json' };
    const answer = await fetch(`${house.url}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' });
    expect(answer.status).toBe(200);
    await cut;
    expect(await bid(lots, lotIds[2]!, 5_000)).toMatchObject({ ok: false, error: { code: 'UNAUTHENTICATED' } });
    await expect(outcomeOf(client('/me', bo))).rejects.toMatchObject({ data: { code: 'UNAUTHENTICATED' } });
  });
});
