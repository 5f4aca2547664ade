import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { openDatabase } from '@rostrum/database';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, openBrowser } from './browser.ts';
import { aHouse, until, type HouseProcess } from './house.ts';
import { eventsOf, lotOf } from './ledger.ts';
import { openLot } from './lot-page.ts';
import { bidders, send } from './people.ts';
import { putSale } from './sale.ts';
import { ownDatabase } from './own-database.ts';

const postgres = process.env.TEST_DATABASE_URL;
const redis = process.env.TEST_REDIS_URL;

describe.skipIf(!postgres || !redis || !chromiumPath)(
  'two nodes on one PostgreSQL (needs TEST_DATABASE_URL, TEST_REDIS_URL and a Chromium)',
  () => {
    let browser: Browser;
    let database: { url: string; drop(): Promise<void> };
    const houses: HouseProcess[] = [];
    const errors: string[] = [];
    beforeAll(async () => {
      browser = await openBrowser();
      database = await ownDatabase(postgres!);
    });
    afterAll(async () => {
      await browser?.close();
      for (const house of houses) await house.remove();
      await database?.drop();
    });

    test.each([
      ['Redis', () => ({ REDIS_URL: redis! })],
      ['LISTEN/NOTIFY', () => ({})],
    ])('bidders on both, one order, each lot closed once (bus: %s)', async (_, bus) => {
      const lots = Array.from({ length: 6 }, (_, index) => ({
        title: `Thing ${index + 1}`,
        openingMinor: 1000,
        closesInMs: 25_000,
      }));
      const env = { DATABASE_URL: database.url, BIDS_PER_SECOND: '1000', ...bus() };
      const [north, south] = [await aHouse(env), await aHouse(env)];
      houses.push(north, south);
      await Promise.all([north.start(), south.start()]);
      // Now, so that a slow start takes nothing of the time to bid.
      const sale = await putSale({ url: database.url }, { lots, softClose: { windowMs: 1_000, extensionMs: 1_000 } });
      const people = await bidders(north.url, sale.slug, 4);
      const [first] = sale.lotIds;

      const inNorth = await openLot(browser, north.url, first!, people[0]!, errors);
      const inSouth = await openLot(browser, south.url, first!, people[1]!, errors);
      await inNorth.bid('20');
      await inNorth.sees(/You lead/);
      await inSouth.sees('$10');
      await inSouth.bid('30');
      await inSouth.sees(/You lead/);
      await inNorth.sees(/You were outbid. The price is \$20.50/);

      // Programs bid on all lots through both doors at once.
      const answers = await Promise.all(
        Array.from({ length: 120 }, (_, index) => {
          const house = index % 2 === 0 ? north : south;
          const lotId = sale.lotIds[index % lots.length]!;
          const body = { id: randomUUID(), lotId, maxMinor: 5_000 + index * 300, currency: 'USD' };
          return send(house.url, `/api/lots/${lotId}/bids`, body, people[2 + (index % 2)]!.cookie).then(
            (answer) => answer.status,
          );
        }),
      );
      expect(answers.every((status) => status === 200 || status === 422)).toBe(true);

      await until(
        async () =>
          (await Promise.all(sale.lotIds.map((id) => lotOf(south.url, id)))).every((lot) => lot.status === 'sold'),
        'all lots are sold',
        60_000,
      );
      for (const lotId of sale.lotIds) {
        const [a, b] = [await eventsOf(north.url, lotId), await eventsOf(south.url, lotId)];
        expect(a).toEqual(b);
        expect(a.map((event) => event.version)).toEqual(a.map((_, index) => index + 1));
        expect(a.filter((event) => event.type === 'LotSold')).toHaveLength(1);
        await until(
          async () => (await lotOf(north.url, lotId)).checksum === (await lotOf(south.url, lotId)).checksum,
          'both nodes show the same',
        );
      }
      await inNorth.sees(/Sold to/);
      await inSouth.sees(/Sold to/);

      expect(await Promise.all([north.stop(), south.stop()])).toEqual([0, 0]);
      const store = await openDatabase({ url: database.url });
      for await (const checked of store.ledger.verify()) expect(checked.ok).toBe(true);
      await store.close();
      expect(errors).toEqual([]);
    });
  },
);
