import { randomUUID } from 'node:crypto';
import type { BidReceipt, StaffMistakes } from '@rostrum/contract';
import type { Lot } from '@rostrum/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse, type TestHouse as RunningHouse, type TestPerson } from '../house.testing.ts';
import { LotCommands } from './lot-commands.ts';
import { TestHouse } from './test-house.testing.ts';

type Answer = { status: number; cache: string | null; body: Record<string, unknown> };

describe('a bidder’s questions about a lot', () => {
  let house: RunningHouse;
  let stock: TestHouse;
  let auctionId: string;
  let ada: TestPerson;
  let bo: TestPerson;
  let staff: TestPerson;

  beforeAll(async () => {
    house = await startHouse({ env: { BIDS_PER_SECOND: '100' } });
    stock = new TestHouse(house.database);
    auctionId = await stock.auction({
      premium: { tiers: [{ fromMinor: 0, rateBp: 2_000 }], tax: { rateBp: 2_200, on: 'premium' } },
    });
    [ada, bo, staff] = [await house.signUp('Ada'), await house.signUp('Bo'), await house.signUp('Sue')];
    for (const { personId } of [ada, bo]) await house.database.catalogue.register(auctionId, personId);
    await house.setRole(staff.personId, 'staff');
  });
  afterAll(() => house?.close());

  async function ask(method: 'GET' | 'POST', path: string, who?: TestPerson, body?: unknown): Promise<Answer> {
    const headers: Record<string, string> = { origin: house.url };
    if (who) headers['cookie'] = who.cookie;
    if (body !== undefined) headers['content-type'] = 'application/json';
    const answer = await fetch(house.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const cache = answer.headers.get('cache-control');
    return { status: answer.status, cache, body: (await answer.json()) as Record<string, unknown> };
  }

  const openLot = (): Promise<Lot> => stock.openLot({ commands: house.app.get(LotCommands) }, auctionId);
  const bid = async (lot: Lot, who: TestPerson, maxMinor: number): Promise<BidReceipt> => {
    const { body } = await ask('POST', `/api/lots/${lot.id}/bids`, who, { id: randomUUID(), maxMinor });
    return body['receipt'] as BidReceipt;
  };
  const list = async (): Promise<StaffMistakes> =>
    (await ask('GET', '/api/staff/mistakes', staff)).body as unknown as StaffMistakes;

  it('R8: what it costs to win, for everybody', async () => {
    const lot = await openLot();
    expect(await ask('GET', `/api/lots/${lot.id}/quote?maxMinor=12000`)).toEqual({
      status: 200,
      cache: 'public, max-age=30',
      body: { lotId: lot.id, hammerMinor: 12_000, premiumMinor: 2_400, taxMinor: 528, totalMinor: 14_928 },
    });
    expect(await ask('GET', `/api/lots/${lot.id.toUpperCase()}/quote?maxMinor=9000000000000`)).toMatchObject({
      body: { totalMinor: 11_196_000_000_000 },
    });
    expect(await ask('GET', `/api/lots/${randomUUID()}/quote?maxMinor=1`)).toMatchObject({
      status: 404,
      body: { code: 'LOT_UNKNOWN' },
    });
  });

  it.each(['', '0', '-5', '1e3', '10.5', '0x10', ' 5', 'NaN', '9000000000001', '99999999999999999999', '１２'])(
    'W10: a quote for “%s” is refused',
    async (amount) => {
      const lot = await openLot();
      const answer = await ask('GET', `/api/lots/${lot.id}/quote?maxMinor=${encodeURIComponent(amount)}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST', path: 'maxMinor' } });
    },
  );

  it('says why a bidder does not lead, to him alone', async () => {
    const lot = await openLot();
    const path = `/api/me/lots/${lot.id}/explanation`;
    expect(await ask('GET', path)).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    expect(await ask('GET', path, bo)).toMatchObject({ status: 200, body: { why: 'no-bid' } });
    await bid(lot, ada, 8_765_432);
    const { receivedAt } = await bid(lot, bo, 2_000);
    const told = await ask('GET', path, bo);
    expect(told).toMatchObject({
      cache: 'private, no-store',
      body: { lotId: lot.id, why: 'higher', before: true, maxMinor: 2_000, givenAt: receivedAt, priceMinor: 2_100 },
    });
    expect(JSON.stringify(told)).not.toContain('8765432');
    expect(JSON.stringify(told)).not.toContain(ada.personId);
    expect(await ask('GET', path, ada)).toMatchObject({ body: { why: 'leads' } });
    expect(await ask('GET', `/api/me/lots/${randomUUID()}/explanation`, bo)).toMatchObject({ status: 404 });
  });

  it('takes a mistake, once; staff void it after a preview, and the price falls', async () => {
    const lot = await openLot();
    const path = `/api/me/lots/${lot.id}/mistake`;
    await bid(lot, ada, 3_000);
    const { commandId, receivedAt } = await bid(lot, bo, 99_900);
    expect(await ask('GET', path, bo)).toMatchObject({ body: { items: [], askUntil: receivedAt + 300_000 } });
    const asked = await ask('POST', path, bo, { commandId, note: '  meant 9.99  ' });
    expect(asked).toMatchObject({
      status: 200,
      cache: 'private, no-store',
      body: { state: 'waiting', note: 'meant 9.99', answer: null },
    });
    expect(await ask('POST', path, bo, { note: 'again' })).toEqual(asked);
    expect(await ask('GET', path, bo)).toMatchObject({ body: { items: [asked.body], askUntil: null } });
    expect(await ask('GET', path, ada)).toMatchObject({ body: { items: [] } });

    const [waiting] = (await list()).waiting.filter((item) => item.lot.id === lot.id);
    expect(waiting).toMatchObject({
      paddle: 102,
      bid: { amountMinor: 3_100 },
      forecast: { leaderBefore: 102, leaderAfter: 101, priceBeforeMinor: 3_100, priceAfterMinor: 1_000, told: 2 },
    });
    expect(JSON.stringify(waiting)).not.toMatch(new RegExp(`99900|${bo.personId}`));
    const review = `/api/staff/mistakes/${waiting!.id}`;
    expect(await ask('POST', `${review}/void`, ada, {})).toMatchObject({ status: 403 });
    expect(await ask('POST', `${review}/void`, staff, { answer: 'Done.' })).toMatchObject({ status: 200 });
    expect(await ask('POST', `${review}/decline`, staff, {})).toMatchObject({ status: 400 });
    expect(await ask('GET', `/api/lots/${lot.id}`)).toMatchObject({ body: { priceMinor: 1_000, leader: 101 } });
    expect(await ask('GET', path, bo)).toMatchObject({ body: { items: [{ state: 'voided', answer: 'Done.' }] } });
    expect(await ask('GET', `/api/me/lots/${lot.id}/explanation`, bo)).toMatchObject({ body: { why: 'voided' } });
    expect((await list()).answered.map(({ id }) => id)).toContain(waiting!.id);
  });

  it('lets a hidden raise be taken back alone, and a bid stand where staff decline', async () => {
    const lot = await openLot();
    const path = `/api/me/lots/${lot.id}/mistake`;
    await bid(lot, ada, 3_000);
    const raise = await bid(lot, ada, 300_000);
    await ask('POST', path, ada, { commandId: raise.commandId });
    const [waiting] = (await list()).waiting.filter((item) => item.lot.id === lot.id);
    expect(waiting).toMatchObject({ bid: null, forecast: { priceBeforeMinor: 1_000, priceAfterMinor: 1_000 } });
    await ask('POST', `/api/staff/mistakes/${waiting!.id}/void`, staff, {});
    expect(await ask('GET', `/api/me/lots/${lot.id}`, ada)).toMatchObject({
      body: { state: 'leading', maxMinor: 3_000 },
    });

    await bid(lot, bo, 5_000);
    const { body } = await ask('POST', path, bo, {});
    await ask('POST', `/api/staff/mistakes/${String(body['id'])}/decline`, staff, { answer: 'It was meant.' });
    expect(await ask('GET', path, bo)).toMatchObject({
      body: { items: [{ state: 'declined', answer: 'It was meant.' }], askUntil: null },
    });
  });

  it('counts what was voided in another way as answered', async () => {
    const lot = await openLot();
    const { version } = await bid(lot, ada, 3_000);
    await ask('POST', `/api/me/lots/${lot.id}/mistake`, ada, {});
    await ask('POST', `/api/staff/lots/${lot.id}/void`, staff, { versions: [version] });
    const { answered, waiting } = await list();
    expect(waiting.filter((item) => item.lot.id === lot.id)).toEqual([]);
    expect(answered.find((item) => item.lot.id === lot.id)).toMatchObject({ state: 'voided', forecast: null });
  });

  it('refuses with a reason what is no bid, not his, or too late', async () => {
    const lot = await openLot();
    const path = `/api/me/lots/${lot.id}/mistake`;
    const foreign = await bid(lot, ada, 3_000);
    expect(await ask('POST', path, undefined, {})).toMatchObject({ status: 401 });
    expect(await ask('POST', path, bo, {})).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST', path: '' } });
    for (const commandId of [foreign.commandId, randomUUID()]) {
      expect(await ask('POST', path, bo, { commandId })).toMatchObject({ status: 400, body: { path: 'commandId' } });
    }
    expect(await ask('POST', path, ada, { note: 'x'.repeat(301) })).toMatchObject({
      status: 400,
      body: { path: 'note' },
    });
    expect(await ask('POST', path, ada, { more: 1 })).toMatchObject({ status: 400 });
    await ask('POST', `/api/staff/lots/${lot.id}/withdraw`, staff);
    expect(await ask('POST', path, ada, {})).toMatchObject({ status: 409, body: { code: 'LOT_CLOSED' } });
    expect(await ask('GET', path, ada)).toMatchObject({ body: { items: [], askUntil: null } });
    expect(await ask('POST', `/api/me/lots/${randomUUID()}/mistake`, ada, {})).toMatchObject({ status: 404 });
    expect(await ask('POST', `/api/staff/mistakes/${randomUUID()}/void`, staff, {})).toMatchObject({ status: 404 });
    expect(await ask('GET', '/api/staff/mistakes', ada)).toMatchObject({ status: 403 });
  });
});
