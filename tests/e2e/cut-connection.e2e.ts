import { randomUUID } from 'node:crypto';
import { freePort, startFaultProxy, type FaultProxy } from '@rostrum/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { eventsOf, lotOf } from './ledger.ts';
import { openLot } from './lot-page.ts';
import { bidders } from './people.ts';
import { putSale } from './sale.ts';

describe.skipIf(!chromiumPath)(`a connection that is cut within a bid war (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  let proxy: FaultProxy;
  const errors: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await house?.remove();
  });

  test('misses nothing and doubles nothing', async () => {
    const port = await freePort();
    proxy = await startFaultProxy(port);
    house = await aHouse({ PORT: String(port), PUBLIC_URL: `http://localhost:${proxy.port}`, BIDS_PER_SECOND: '100' });
    const { slug, lotIds } = await putSale(
      { dataDir: house.dataDir },
      { lots: [{ title: 'A walnut chair', openingMinor: 1000, closesInMs: 600_000 }] },
    );
    const lotId = lotIds[0]!;
    await house.start();
    const [ada, bo, cy] = await bidders(house.url, slug, 3);
    const adas = await openLot(browser, house.url, lotId, ada!, errors);
    const visitors = await openLot(browser, house.url, lotId, null, errors);
    await adas.bid('20');
    await adas.sees(/You lead/);

    // The others' programs reach the house past the proxy, so the war goes on while Ada is cut off.
    const direct = `http://localhost:${port}`;
    const fight = async (index: number) => {
      const body = { id: randomUUID(), lotId, maxMinor: 3000 + index * 200, currency: 'USD' };
      const answer = await fetch(`${direct}/api/lots/${lotId}/bids`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: house.url, cookie: [bo!, cy!][index % 2]!.cookie },
        body: JSON.stringify(body),
      });
      expect(answer.status).toBe(200);
    };
    for (let i = 0; i < 10; i++) await fight(i);
    proxy.cutAll();
    proxy.refuse(true);
    for (let i = 10; i < 20; i++) await fight(i);
    await visitors.sees(/No connection to the house|may be late|Reconnecting/);
    proxy.refuse(false);
    for (let i = 20; i < 25; i++) await fight(i);

    const lot = await lotOf(house.url, lotId);
    const price = `$${lot.priceMinor! / 100}`;
    await adas.sees(price, 30_000);
    await visitors.sees(price, 30_000);
    await adas.sees(/You were outbid/);

    // Every bid stands in the history of the page once.
    const listed = (await eventsOf(house.url, lotId)).filter((event) => event.type === 'BidPlaced');
    expect(listed).toHaveLength(lot.bidCount);
    for (const { page } of [adas, visitors]) {
      const more = page.getByRole('button', { name: /earlier bid/ });
      while (await more.isVisible()) await more.click();
      await page.waitForFunction((count) => document.querySelectorAll('[data-bid]').length >= count, listed.length);
      const shown = await page
        .locator('[data-bid]')
        .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.bid)));
      expect(shown.sort((a, b) => a - b)).toEqual(listed.map((event) => event.version));
    }

    await adas.bid(String(lot.minimumMinor! / 100 + 50));
    await adas.sees(/You lead/);
    expect(errors).toEqual([]);
  });
});
