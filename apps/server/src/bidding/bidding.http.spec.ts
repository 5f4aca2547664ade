import { randomUUID } from 'node:crypto';
import { applyLotEvent, checksumOf, type PublicLot } from '@rostrum/contract';
import type { Lot } from '@rostrum/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse, type TestHouse as RunningHouse, type TestPerson } from '../house.testing.ts';
import { LotCommands } from './lot-commands.ts';
import { LotRelay } from './lot-relay.ts';
import { TestHouse } from './test-house.testing.ts';

type Answer = { status: number; type: string | null; cache: string | null; body: Record<string, unknown> };

describe('bidding over HTTP', () => {
  let house: RunningHouse;
  let stock: TestHouse;
  let auctionId: string;
  let ada: TestPerson;
  let bo: TestPerson;
  let staff: TestPerson;

  beforeAll(async () => {
    house = await startHouse({ env: { BIDS_PER_SECOND: '10' } });
    stock = new TestHouse(house.database);
    auctionId = await stock.auction();
    [ada, bo, staff] = [await house.signUp('Ada'), await house.signUp('Bo'), await house.signUp('Sue')];
    for (const { personId } of [ada, bo]) await house.database.catalogue.register(auctionId, personId);
    await house.setRole(staff.personId, 'staff');
  });
  afterAll(() => house?.close());

  async function ask(method: 'GET' | 'POST', path: string, who?: TestPerson, body?: unknown): Promise<Answer> {
    const headers: Record<string, string> = { origin: house.url };
    if (who) headers['cookie'] = who.cookie;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const sent: RequestInit = { method, headers };
    if (body !== undefined) sent.body = JSON.stringify(body);
    const answer = await fetch(house.url + path, sent);
    const { status } = answer;
    const [type, cache] = [answer.headers.get('content-type'), answer.headers.get('cache-control')];
    return { status, type, cache, body: (await answer.json()) as Record<string, unknown> };
  }

  const openLot = async (): Promise<Lot> => stock.openLot({ commands: house.app.get(LotCommands) }, auctionId);
  const bid = (lot: Lot, who: TestPerson | undefined, maxMinor: unknown, id = randomUUID()) =>
    ask('POST', `/api/lots/${lot.id}/bids`, who, { id, maxMinor });

  it('takes a bid and answers with the receipt, the same again to a retry', async () => {
    const lot = await openLot();
    const id = randomUUID();
    const first = await bid(lot, ada, 5_000, id);
    expect(first).toMatchObject({
      status: 200,
      cache: 'private, no-store',
      body: { ok: true, receipt: { outcome: 'leading' } },
    });
    expect(await bid(lot, ada, 5_000, id)).toEqual(first);
    expect(await ask('POST', `/api/me/commands/${id}/settle`, ada)).toMatchObject({
      status: 200,
      body: { settled: 'answered', answer: first.body },
    });
    expect(await ask('GET', `/api/me/lots/${lot.id}`, ada)).toMatchObject({
      cache: 'private, no-store',
      body: { state: 'leading', maxMinor: 5_000 },
    });
    expect(await ask('GET', '/api/me/standing', bo)).toMatchObject({ body: { items: [], nextCursor: null } });
  });

  it('refuses with a problem that has the code of the sockets', async () => {
    const lot = await openLot();
    await bid(lot, ada, 5_000);
    const problem = { type: expect.stringContaining('application/problem+json') };
    expect(await bid(lot, bo, 1_000)).toMatchObject({
      ...problem,
      status: 422,
      body: { code: 'BID_TOO_LOW', minimumMinor: 1_100 },
    });
    expect(await bid(lot, undefined, 9_000)).toMatchObject({
      ...problem,
      status: 401,
      body: { code: 'UNAUTHENTICATED' },
    });
    expect(await bid(lot, staff, 9_000)).toMatchObject({
      ...problem,
      status: 403,
      body: { code: 'MAY_NOT_BID', why: 'staff' },
    });
    expect(await bid({ ...lot, id: randomUUID() }, bo, 9_000)).toMatchObject({
      status: 404,
      body: { code: 'LOT_UNKNOWN' },
    });
    expect(await bid({ ...lot, id: 'nonsense' }, bo, 9_000)).toMatchObject({
      status: 400,
      body: { code: 'BAD_REQUEST' },
    });
    const other = { id: randomUUID(), lotId: randomUUID(), maxMinor: 9_000 };
    expect(await ask('POST', `/api/lots/${lot.id}/bids`, bo, other)).toMatchObject({
      status: 400,
      body: { path: 'lotId' },
    });
  });

  it.each([10.001, 0, -5, 'NaN', 1e308, '12abc', null, 9_000_000_000_001])(
    'W10: refuses the amount %s at the door',
    async (amount) => {
      const lot = await openLot();
      expect(await bid(lot, bo, amount)).toMatchObject({
        status: 400,
        body: { code: 'BAD_REQUEST', path: 'maxMinor' },
      });
    },
  );

  it('refuses bids that come too often before it looks at them', async () => {
    const lot = await openLot();
    const eager = await house.signUp('Eager');
    const answers = await Promise.all(Array.from({ length: 100 }, () => bid(lot, eager, 'nonsense')));
    const codes = answers.map((answer) => answer.body['code']);
    expect(codes.filter((code) => code === 'BAD_REQUEST').length).toBeGreaterThanOrEqual(20);
    expect(answers.find((answer) => answer.body['code'] === 'RATE_LIMITED')).toMatchObject({
      status: 429,
      body: { retryAfterMs: expect.any(Number) },
    });
  });

  it('lists the public events from any version, and they add up to the state', async () => {
    const lot = await openLot();
    await bid(lot, ada, 5_000);
    await bid(lot, ada, 8_000);
    await bid(lot, bo, 6_000);
    const page = await ask('GET', `/api/lots/${lot.id}/events?since=0&limit=200`);
    const events = page.body['items'] as Parameters<typeof applyLotEvent>[1][];
    expect(events.map((event) => event.type)).toEqual(['LotScheduled', 'LotOpened', 'BidPlaced', 'BidPlaced']);
    const { id, number } = lot;
    const blank = { id, auctionId, number, epoch: page.body['epoch'], version: 0, checksum: '' } as PublicLot;
    const [state] = await house.app.get(LotRelay).states([lot.id]);
    const folded = events.reduce(applyLotEvent, blank);
    expect(checksumOf(folded)).toBe(state!.checksum);
    expect(JSON.stringify(page.body)).not.toMatch(new RegExp(`${ada.personId}|${bo.personId}|8000`));
    expect(await ask('GET', `/api/lots/${lot.id}/events?since=3&limit=1`)).toMatchObject({
      body: { items: [{ version: 4 }], nextCursor: null },
    });
    expect(await ask('GET', `/api/lots/${lot.id}/events?since=-1`)).toMatchObject({
      status: 400,
      body: { path: 'since' },
    });
    expect(await ask('GET', `/api/lots/${randomUUID()}/events`)).toMatchObject({
      status: 404,
      body: { code: 'LOT_UNKNOWN' },
    });
  });

  it('lets staff, and nobody else, stop, void, lower and withdraw', async () => {
    const lot = await openLot();
    const path = `/api/staff/lots/${lot.id}`;
    await bid(lot, ada, 5_000);
    await bid(lot, bo, 8_000);
    expect(await ask('POST', `${path}/pause`, ada)).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
    expect(await ask('POST', `${path}/pause`)).toMatchObject({ status: 401 });
    expect(await ask('GET', `${path}/void-preview?versions=4`, staff)).toMatchObject({
      status: 200,
      body: { leaderBefore: 102, leaderAfter: 101, priceBeforeMinor: 5_100, priceAfterMinor: 1_000, told: 2 },
    });
    expect(await ask('GET', `${path}/void-preview?versions=x`, staff)).toMatchObject({ status: 400 });
    expect(await ask('POST', `${path}/void`, staff, { versions: [4] })).toMatchObject({
      status: 200,
      body: { ok: true },
    });
    expect(await ask('POST', `${path}/void`, staff, { versions: [4] })).toMatchObject({ status: 400 });
    expect(await ask('POST', `${path}/pause`, staff)).toMatchObject({ status: 200 });
    expect(await ask('POST', `${path}/resume`, staff, { endsAt: Date.now() + 7_200_000 })).toMatchObject({
      status: 200,
    });
    expect(await ask('POST', `${path}/reserve`, staff, { reserveMinor: 500 })).toMatchObject({ status: 400 });
    expect(await ask('POST', `${path}/withdraw`, staff)).toMatchObject({ status: 200 });
    expect(await bid(lot, ada, 9_000)).toMatchObject({ status: 409, body: { code: 'LOT_CLOSED' } });
  });
});
