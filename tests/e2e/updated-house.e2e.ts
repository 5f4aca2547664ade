import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { nextSite, type Version } from './next-version.ts';
import { bidders, send, type Visitor } from './people.ts';
import { putSale, type Sale } from './sale.ts';

describe.skipIf(!chromiumPath)(`a page that is open while its house is updated (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  let next: Version;
  let sale: Sale;
  let ada: Visitor;
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];
  beforeAll(async () => {
    [browser, house] = await Promise.all([openBrowser(), aHouse()]);
    next = nextSite('The next version.');
    const lots = ['A walnut chair', 'A tin lantern'].map((title) => ({
      title,
      openingMinor: 1_000,
      closesInMs: 3_600_000,
    }));
    sale = await putSale({ dataDir: house.dataDir }, { lots });
    await house.start();
    [ada] = (await bidders(house.url, sale.slug, 1)) as [Visitor];
    await house.stop();
  });
  beforeEach(async () => {
    await house.start();
    ({ context, page } = await openWindow(browser, house.url, errors));
    await page.goto(`/auctions/${sale.slug}`);
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
    await house.stop();
    await house.start(next.folder);
  });
  afterEach(async () => {
    await context.close();
    await house.stop();
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
    next?.remove();
  });

  const newSite = () => page.getByText('The next version.').waitFor();

  test('its prices move on; what it can no longer fetch it says, and loads anew on a press', async () => {
    const [lotId] = sale.lotIds;
    const bid = { id: randomUUID(), lotId, maxMinor: 5_000, currency: 'USD' };
    expect((await send(house.url, `/api/lots/${lotId}/bids`, bid, ada.cookie)).status).toBe(200);
    await page.getByText('1 bid', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Talk' }).click();
    const said = page.getByRole('status').filter({ hasText: 'The house was updated' });
    await said.getByRole('button', { name: 'Load this page anew' }).click();
    await newSite();
    await page.getByRole('button', { name: 'Talk' }).click();
    await page.getByRole('log').waitFor();
  });

  test('a step within the site leads to the new pages; the next worker waits until the last page has gone', async () => {
    await page.getByRole('link', { name: 'A tin lantern' }).click();
    await page.getByRole('heading', { level: 1, name: 'A tin lantern' }).waitFor();
    await newSite();
    await workersAre(page, 'activated', 'installed');
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    await page.goto(`/lots/${sale.lotIds[0]}`);
    await page.getByRole('heading', { level: 1, name: 'No connection to the house' }).waitFor();
    await context.setOffline(false);
    await page.getByRole('heading', { level: 1, name: 'A walnut chair' }).waitFor();
    await page.close();
    page = await context.newPage();
    await page.goto('/');
    await newSite();
    await workersAre(page, 'activated', undefined);
  });
});

/** Waits until the worker that stands by, and the one that is to follow it, are in these states. */
async function workersAre(page: Page, active: string, waiting: string | undefined): Promise<void> {
  await page.waitForFunction(
    async ([first, second]) => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.active?.state === first && registration?.waiting?.state === second;
    },
    [active, waiting],
  );
}
