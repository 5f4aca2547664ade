import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { eventsOf, lotOf } from './ledger.ts';
import { lotWindow, openLot, signInByForm } from './lot-page.ts';
import { bidders } from './people.ts';
import { putSale } from './sale.ts';

describe.skipIf(!chromiumPath)(`a whole lot, from the first bid to the hammer (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  const errors: string[] = [];
  beforeAll(async () => {
    house = await aHouse();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  test('two bidders and a visitor see the same, a late bid extends, the hammer falls', async () => {
    const { slug, lotIds } = await putSale(
      { dataDir: house.dataDir },
      {
        lots: [{ title: 'A walnut chair', openingMinor: 1000, closesInMs: 45_000 }],
        softClose: { windowMs: 60_000, extensionMs: 5_000, mode: 'add' },
      },
    );
    const lotId = lotIds[0]!;
    await house.start();
    const [ada, bo] = await bidders(house.url, slug, 2);

    // Ada comes as people do: she reads, types, signs in, and finds her amount again.
    const window = await openWindow(browser, house.url, errors);
    await window.page.goto(`/lots/${lotId}`);
    await window.page.getByLabel('Or your own maximum').fill('50');
    // The page is alive once the house has reckoned what that would cost.
    await window.page.getByText(/If you win at \$50/).waitFor();
    await window.page.getByRole('button', { name: 'Sign in to bid' }).click();
    await signInByForm(window.page, ada!);
    await window.page.waitForURL(`**/lots/${lotId}**`);
    expect(await window.page.getByLabel('Or your own maximum').inputValue()).toBe('50');
    const adas = lotWindow(window.page, window.context);
    const bos = await openLot(browser, house.url, lotId, bo!, errors);
    const visitors = await openLot(browser, house.url, lotId, null, errors);
    await visitors.sees('No bids yet');

    await adas.bid('50');
    await adas.sees(/You lead/);
    await visitors.sees('$10');
    await bos.sees('$10');

    await bos.bid('20');
    await bos.sees(/You were outbid|maximum is higher/);
    await visitors.sees('$20.50');

    await bos.bid('60');
    await bos.sees(/You lead/);
    await adas.sees(/You were outbid. The price is \$51/);
    await visitors.sees('$51');
    await visitors.sees(/Extended/);

    await adas.bid('80');
    await adas.sees(/You lead/);
    await bos.sees(/You were outbid. The price is \$61/);

    await adas.sees(/You won/, 60_000);
    await visitors.sees(/Sold to paddle/);
    await bos.sees(/Sold to another bidder|Sold to paddle/);

    const lot = await lotOf(house.url, lotId);
    expect(lot).toMatchObject({ status: 'sold', priceMinor: 6100, bidCount: 4, extended: true });
    const events = await eventsOf(house.url, lotId);
    expect(events.filter((event) => event.type === 'LotSold')).toHaveLength(1);
    expect(errors).toEqual([]);
  });
});
