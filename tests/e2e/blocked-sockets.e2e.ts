import { randomUUID } from 'node:crypto';
import { freePort } from '@rostrum/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { startHttpOnlyProxy, type HttpOnlyProxy } from './http-only-proxy.ts';
import { lotOf } from './ledger.ts';
import { openLot } from './lot-page.ts';
import { bidders, send } from './people.ts';
import { putSale } from './sale.ts';

describe.skipIf(!chromiumPath)(`sockets that a proxy blocks (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  let proxy: HttpOnlyProxy;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await house?.remove();
  });

  test('the page says so, prices still move, and a bid counts', async () => {
    const port = await freePort();
    proxy = await startHttpOnlyProxy(port);
    house = await aHouse({ PORT: String(port), PUBLIC_URL: `http://localhost:${proxy.port}` });
    const { slug, lotIds } = await putSale(
      { dataDir: house.dataDir },
      { lots: [{ title: 'A walnut chair', openingMinor: 1000, closesInMs: 3_600_000 }] },
    );
    const lotId = lotIds[0]!;
    await house.start();
    const [ada, bo] = await bidders(house.url, slug, 2);
    const errors: string[] = [];
    const adas = await openLot(browser, house.url, lotId, ada!, errors);
    await adas.sees('Live connection blocked. Prices are read anew every few seconds.', 60_000);
    expect(proxy.cut).toBeGreaterThan(0);

    const bid = { id: randomUUID(), lotId, maxMinor: 5000, currency: 'USD' };
    expect((await send(house.url, `/api/lots/${lotId}/bids`, bid, bo!.cookie)).status).toBe(200);
    await adas.sees('Paddle', 30_000);
    await adas.sees('$10', 30_000);

    await adas.bid('90');
    await adas.sees(/You lead/, 30_000);
    const lot = await lotOf(house.url, lotId);
    expect(lot.priceMinor).toBeGreaterThan(5000);
    await adas.sees(`$${lot.priceMinor! / 100}`, 30_000);
    expect(errors).toEqual([]);
  });
});
