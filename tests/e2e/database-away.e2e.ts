import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { aHouse, until, type HouseProcess } from './house.ts';
import { eventsOf } from './ledger.ts';
import { ownDatabase } from './own-database.ts';
import { bidders, send } from './people.ts';
import { putSale } from './sale.ts';

const postgres = process.env.TEST_DATABASE_URL;

describe.skipIf(!postgres)('a PostgreSQL that goes away and comes back (needs TEST_DATABASE_URL)', () => {
  let house: HouseProcess;
  let database: Awaited<ReturnType<typeof ownDatabase>>;
  beforeAll(async () => {
    database = await ownDatabase(postgres!);
  });
  afterAll(async () => {
    await house?.remove();
    await database?.drop();
  });

  test('the house stays up, says that it is not ready, refuses bids with one answer each, and goes on', async () => {
    const lot = { title: 'A clock', openingMinor: 1000, closesInMs: 600_000 };
    const { slug, lotIds } = await putSale({ url: database.url }, { lots: [lot] });
    house = await aHouse({ DATABASE_URL: database.url });
    await house.start();
    const [ada] = await bidders(house.url, slug, 1);
    const bid = (maxMinor: number) => ({ id: randomUUID(), lotId: lotIds[0]!, maxMinor, currency: 'USD' });
    const post = (body: object) => send(house.url, `/api/lots/${lotIds[0]}/bids`, body, ada!.cookie);
    expect((await post(bid(1000))).status).toBe(200);
    const ready = () => fetch(`${house.url}/health/ready`).then((answer) => answer.status);

    await database.away();
    await until(async () => (await ready()) === 503, 'the house says that it is not ready');
    const refused = bid(2000);
    const answer = await post(refused);
    expect(answer.status).toBeGreaterThanOrEqual(500);
    expect(await answer.text()).not.toMatch(/postgres|ECONN|SELECT|127\.0\.0\.1/i);
    expect((await fetch(`${house.url}/health/live`)).status).toBe(200);

    await database.back();
    await until(async () => (await ready()) === 200, 'the house is ready again');
    // The same intent once more: it is taken once, whatever became of the first try.
    expect((await post(refused)).status).toBe(200);
    const placed = (await eventsOf(house.url, lotIds[0]!)).filter((event) => event.type === 'BidPlaced');
    expect(placed).toHaveLength(1);
  });
});
