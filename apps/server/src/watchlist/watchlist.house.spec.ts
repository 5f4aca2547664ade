import { randomUUID } from 'node:crypto';
import type { NoticesPage, OwnLots, Preferences, Standing, WatchedLots } from '@rostrum/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anAuction } from '../catalogue/auction.testing.ts';
import { AuctionHouse } from '../catalogue/index.ts';
import { startHouse, type TestHouse, type TestPerson } from '../house.testing.ts';

const MINUTE_MS = 60_000;

describe('what a person watches, in a running house', () => {
  let house: TestHouse;
  let ada: TestPerson;
  let bo: TestPerson;
  let lotIds: string[];

  const send = (method: string, path: string, who: TestPerson | null, body?: unknown): Promise<Response> =>
    fetch(`${house.url}${path}`, {
      method,
      headers: {
        origin: house.url,
        ...(who ? { cookie: who.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const read = async <T>(path: string, who: TestPerson): Promise<T> =>
    (await (await send('GET', path, who)).json()) as T;
  const auction = async (slug: string, closesInMs: number): Promise<string[]> => {
    const { id } = await house.app
      .get(AuctionHouse)
      .openAuction(anAuction(slug, 3, { firstEndsAt: Date.now() + closesInMs }));
    for (const { personId } of [ada, bo]) await house.database.catalogue.register(id, personId);
    return (await house.database.catalogue.lotsOf(id, { limit: 9 })).items.map(({ lot }) => lot.id);
  };

  beforeAll(async () => {
    house = await startHouse();
    [ada, bo] = [await house.signUp('Ada Watcher'), await house.signUp('Bo Watcher')];
    lotIds = await auction('watched', 60 * MINUTE_MS);
  });
  afterAll(() => house?.close());

  it('is kept, told back, and let go', async () => {
    const [one, two] = lotIds as [string, string];
    for (const id of [one, two.toUpperCase(), one]) {
      const answer = await send('PUT', `/api/me/watch/${id}`, ada);
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-store']);
      expect(await answer.json()).toEqual({ ok: true, lotId: id.toLowerCase(), watching: true });
    }
    expect(await read<WatchedLots>('/api/me/watch', ada)).toEqual({ items: [two, one] });
    expect(await read<WatchedLots>('/api/me/watch', bo)).toEqual({ items: [] });
    for (let i = 0; i < 2; i++) expect((await send('DELETE', `/api/me/watch/${two}`, ada)).status).toBe(200);
    expect(await read<WatchedLots>('/api/me/watch', ada)).toEqual({ items: [one] });
  });

  it('is refused to strangers, from foreign pages, and for lots that are none', async () => {
    const path = `/api/me/watch/${lotIds[0]}`;
    expect((await send('PUT', path, null)).status).toBe(401);
    expect((await fetch(`${house.url}${path}`, { method: 'PUT', headers: { cookie: ada.cookie } })).status).toBe(403);
    const unknown = await send('PUT', `/api/me/watch/${randomUUID()}`, ada);
    expect([unknown.status, await unknown.json()]).toEqual([404, expect.objectContaining({ code: 'LOT_UNKNOWN' })]);
    for (const bad of ['x', '%00', '1%27--']) {
      const answer = await send('PUT', `/api/me/watch/${bad}`, ada);
      expect([answer.status, await answer.json()]).toEqual([400, expect.objectContaining({ code: 'BAD_REQUEST' })]);
    }
  });

  it('stands beside what he has bid on, with the lots and their auctions', async () => {
    const [one, two] = lotIds as [string, string];
    const bid = { id: randomUUID(), maxMinor: 900 };
    expect((await send('POST', `/api/lots/${two}/bids`, ada, bid)).status).toBe(200);
    const { items } = await read<{ items: Standing[] }>('/api/me/standing', ada);
    const states = Object.fromEntries(items.map(({ lotId, state, paddle }) => [lotId, [state, paddle]]));
    expect(states).toEqual({ [one]: ['watching', 101], [two]: ['leading', 101] });
    const own = await read<OwnLots>('/api/me/lots', ada);
    expect(own.lots.map(({ lot, watched, standing }) => [lot.title, watched, standing.maxMinor])).toEqual([
      ['Lot 1', true, null],
      ['Lot 2', false, 900],
    ]);
    expect(own.auctions).toMatchObject([{ slug: 'watched', status: 'open', paddle: 101, limitMinor: null }]);
    expect(await read<OwnLots>('/api/me/lots', bo)).toMatchObject({ lots: [], auctions: [{ paddle: 102 }] });
  });

  it('is told of once before it closes', async () => {
    const far = await auction('far', 6 * MINUTE_MS);
    const soon = await auction('soon', 3 * MINUTE_MS);
    for (const id of [...far, ...soon]) await house.database.watchLists.add(bo.personId, id, 99);
    const told = async (): Promise<(string | null)[]> =>
      (await read<NoticesPage>('/api/me/notices', bo)).items
        .filter(({ topic }) => topic === 'closing')
        .map(({ lotId }) => lotId);
    await expect.poll(told, { timeout: 15_000 }).toHaveLength(3);
    expect((await told()).toSorted()).toEqual(soon.toSorted());
    // Lots that opened a moment before they were watched may have been told of as well.
    const everything = await read<NoticesPage>('/api/me/notices', bo);
    const { items, unseen } = await read<NoticesPage>('/api/me/notices?limit=2', bo);
    expect([items.length, unseen]).toEqual([2, everything.items.length]);
  });

  it('pops up as he chose', async () => {
    const before = await read<Preferences>('/api/me/preferences', ada);
    const { auction, ...others } = before.topics;
    expect(Object.values(others).every(({ toast }) => toast)).toBe(true);
    expect(Object.values(auction)).not.toContain(true);
    const change = { topics: { outbid: { toast: false }, connection: { toast: true } } };
    const changed = await send('PATCH', '/api/me/preferences', ada, change);
    expect([changed.status, ((await changed.json()) as Preferences).topics.outbid.toast]).toEqual([200, false]);
    const after = await read<Preferences>('/api/me/preferences', ada);
    expect([after.topics.outbid.toast, after.topics.won.toast]).toEqual([false, true]);
    expect((await read<Preferences>('/api/me/preferences', bo)).topics.outbid.toast).toBe(true);
    for (const bad of [{}, { topics: { nonsense: { toast: false } } }, { topics: { won: { toast: 'no' } } }]) {
      expect((await send('PATCH', '/api/me/preferences', ada, bad)).status).toBe(400);
    }
    expect((await send('GET', '/api/me/preferences', null)).status).toBe(401);
  });
});
