import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '@rostrum/database';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { bidders, send } from './people.ts';
import { putSale, type Sale } from './sale.ts';

const HOUR_MS = 3_600_000;
const naughty = join(import.meta.dirname, '../../../shared/data/torture/blns.json');
const missing = existsSync(naughty) ? '' : ' (skipped: ../shared/data/torture/blns.json is not here)';
/** A picture whose files are gone. */
const LOST = {
  hash: 'f'.repeat(32),
  width: 400,
  height: 500,
  widths: [320, 400],
  alt: 'A lantern',
  placeholder: '',
  credit: null,
};
const TITLES = ['A walnut chair', 'A tin lantern', 'Two oak chairs', 'A plain stool', 'A folding chair'];

describe.skipIf(!chromiumPath)(`finding lots (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  let sale: Sale;
  let context: BrowserContext | null = null;
  const errors: string[] = [];

  beforeAll(async () => {
    house = await aHouse();
    browser = await openBrowser();
    sale = await putSale(
      { dataDir: house.dataDir },
      {
        // The later its number, the earlier it closes.
        lots: TITLES.map((title, index) => ({
          title,
          openingMinor: 1_000 * (index + 1),
          closesInMs: HOUR_MS * (9 - index),
        })),
      },
    );
    const database = await openDatabase({ dataDir: house.dataDir });
    await database.catalogue.addPicture(LOST);
    await database.lotPictures.append(sale.lotIds[1]!, LOST.hash, 9);
    await database.close();
    await house.start();
  });
  afterEach(async () => {
    await context?.close();
    context = null;
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const open = async (): Promise<Page> => {
    const window = await openWindow(browser, house.url, errors);
    context = window.context;
    return window.page;
  };
  const titles = (page: Page) => page.locator('.catalogue h3').allTextContents();
  const shows = async (page: Page, wanted: number[]) => {
    await expect
      .poll(async () => (await titles(page)).map((title) => title.trim()), { timeout: 10_000 })
      .toEqual(wanted.map((number) => TITLES[number - 1]));
  };
  /** The page hears keys and fields once it is alive, and then it knows the visitor's zone. */
  const alive = (page: Page) => page.waitForFunction(() => document.cookie.includes('zone='));

  test('without JavaScript a form and its address do', async () => {
    context = await browser.newContext({ baseURL: house.url, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`/auctions/${sale.slug}`);
    await shows(page, [1, 2, 3, 4, 5]);
    await page.getByLabel('Search this catalogue').fill('chair');
    await page.getByLabel('Price to').fill('40');
    await page.getByLabel('Sort by').selectOption('ending');
    await page.getByRole('button', { name: 'Show lots' }).click();
    await shows(page, [3, 1]);
    expect(await page.locator('#found').textContent()).toContain('2 of 5 lots');
    await page.getByRole('link', { name: 'Remove filter: to $40' }).click();
    await shows(page, [5, 3, 1]);
    expect(await page.getByLabel('Search this catalogue').inputValue()).toBe('chair');
    await page.goto(`/auctions/${sale.slug}?status=sold`);
    await page.getByText('No lot fits.').waitFor();
  });

  test('with it every change is shown at once, and said', async () => {
    const page = await open();
    await page.goto(`/auctions/${sale.slug}`);
    await alive(page);
    const field = page.getByLabel('Search this catalogue');
    await field.pressSequentially('chair');
    await shows(page, [1, 3, 5]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('filter-q');
    await page.locator('[aria-live=polite]', { hasText: '3 lots' }).waitFor({ state: 'attached' });
    expect(new URL(page.url()).search).toBe('?q=chair');
    await page.getByLabel('Price from').fill('25');
    await shows(page, [3, 5]);
    await page.getByLabel('Price from').fill('a lot');
    await page.getByText('This is not an amount; it is left out.').waitFor();
    await shows(page, [1, 3, 5]);
    await page.getByRole('link', { name: 'Clear all' }).click();
    await shows(page, [1, 2, 3, 4, 5]);
    expect(await field.inputValue()).toBe('');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('found');
    await page.getByLabel('Sort by').selectOption('ending');
    await shows(page, [5, 4, 3, 2, 1]);
    await page.goBack();
    await shows(page, [1, 2, 3, 4, 5]);
    expect(await page.getByLabel('Sort by').inputValue()).toBe('number');
  });

  test('rows wait until nobody points at them', async () => {
    const [ada] = await bidders(house.url, sale.slug, 1);
    const page = await open();
    await page.goto(`/auctions/${sale.slug}?sort=bids`);
    await alive(page);
    await shows(page, [1, 2, 3, 4, 5]);
    await page.locator('.catalogue li').first().hover();
    const answer = await send(
      house.url,
      `/api/lots/${sale.lotIds[3]}/bids`,
      { id: crypto.randomUUID(), lotId: sale.lotIds[3], maxMinor: 9_000 },
      ada!.cookie,
    );
    expect(answer.status).toBe(200);
    await page.locator('.catalogue li', { hasText: 'A plain stool' }).getByText('1 bid').waitFor();
    await shows(page, [1, 2, 3, 4, 5]);
    await page.mouse.move(1, 1);
    await shows(page, [4, 1, 2, 3, 5]);
  });

  test('from lot to lot by keys, in the order that was chosen', async () => {
    const page = await open();
    await page.goto(`/auctions/${sale.slug}?q=chair&sort=ending`);
    await alive(page);
    await page.getByRole('link', { name: 'A folding chair' }).click();
    await page.getByText('1 of 3').waitFor();
    const isAt = async (number: number) => {
      await page.waitForURL(`**/lots/${sale.lotIds[number - 1]}`);
      await page.getByRole('heading', { level: 1, name: TITLES[number - 1]! }).waitFor();
    };
    for (const [key, number] of [
      ['j', 3],
      ['ArrowRight', 1],
      ['k', 3],
    ] as const) {
      await page.keyboard.press(key);
      await isAt(number);
    }
    await page.getByLabel('Or your own maximum').focus();
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await isAt(3);
    await page.getByLabel('Or your own maximum').blur();
    await page.keyboard.press('?');
    const help = page.getByRole('dialog', { name: 'Keys on a lot page' });
    await help.waitFor();
    await help.getByLabel('Use the letter keys').uncheck();
    await page.keyboard.press('Escape');
    await help.waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowLeft');
    await isAt(5);
    await page.getByRole('link', { name: 'Back to your selection' }).click();
    await shows(page, [5, 3, 1]);

    // Who comes by a link walks through the catalogue.
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(`/lots/${sale.lotIds[1]}`);
    await alive(page);
    await page.keyboard.press('ArrowRight');
    await isAt(3);
  });

  test('a swipe turns the page, and scrolling does not', async () => {
    context = await browser.newContext({
      baseURL: house.url,
      hasTouch: true,
      isMobile: true,
      viewport: { width: 390, height: 844 },
    });
    const page = await context.newPage();
    await page.goto(`/lots/${sale.lotIds[1]}`);
    await alive(page);
    const wire = await context.newCDPSession(page);
    const swipe = async (from: [number, number], to: [number, number]) => {
      const at = ([x, y]: [number, number]) => [{ x, y }];
      await wire.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from) });
      await wire.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(to) });
      await wire.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    await swipe([200, 300], [190, 600]);
    await swipe([300, 500], [120, 490]);
    await page.waitForURL(`**/lots/${sale.lotIds[2]}`);
    await swipe([120, 500], [310, 510]);
    await page.waitForURL(`**/lots/${sale.lotIds[1]}`);
  });

  test('over all auctions, from the head of any page', async () => {
    const page = await open();
    await page.goto('/');
    await page.getByRole('searchbox', { name: 'Search all lots' }).fill('<b>chair');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=*');
    await page.getByText('No lot fits.').waitFor();
    await alive(page);
    await page.getByLabel('Search all lots').fill('chair');
    await shows(page, [5, 3, 1]);
    await page.getByText('Lot 5 · The Journey Sale').waitFor();
  });

  test('lots that were looked at come back, from this browser alone', async () => {
    const page = await open();
    for (const id of sale.lotIds.slice(0, 2)) {
      await page.goto(`/lots/${id}`);
      await page.waitForFunction((seen) => localStorage.getItem('rostrum:seen')?.includes(seen), id);
    }
    const strip = page.getByRole('region', { name: 'Recently seen' });
    await strip.getByRole('link', { name: TITLES[0]! }).waitFor();
    expect(await strip.getByRole('link').count()).toBe(1);
    await page.goto('/');
    await strip.getByRole('link', { name: TITLES[1]! }).waitFor();
    expect(await strip.getByRole('link').allTextContents()).toEqual([TITLES[1], TITLES[0]]);
    await strip.getByRole('button', { name: 'Clear this list' }).click();
    await strip.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => localStorage.getItem('rostrum:seen'))).toBeNull();
  });

  test('a link can be copied, and tells what it leads to', async () => {
    const page = await open();
    await context!.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: house.url });
    const address = `${house.url}/lots/${sale.lotIds[0]}`;
    await page.goto(`${address}?utm_source=mail`);
    await alive(page);
    await page.getByRole('button', { name: 'Share' }).click();
    await page.locator('[aria-live=polite]', { hasText: 'Link copied' }).waitFor({ state: 'attached' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
    const content = (selector: string) => page.locator(selector).getAttribute('content');
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(address);
    expect(await content('meta[property="og:url"]')).toBe(address);
    expect(await content('meta[property="og:title"]')).toBe('A walnut chair');
    expect(await content('meta[property="og:description"]')).toContain('Lot 1');
    expect(await content('meta[name="twitter:card"]')).toBe('summary');
  });

  test('a picture that cannot be had says so, and the page stands as it stood', async () => {
    const page = await open();
    await page.addInitScript(() => {
      const shifts = { sum: 0 };
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.sum += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`/auctions/${sale.slug}?q=lantern`);
    await page.locator('.catalogue').getByText('The picture did not load.').waitFor();
    expect(await page.evaluate(() => (globalThis as unknown as { shifts: { sum: number } }).shifts.sum)).toBe(0);
    await page.goto(`/lots/${sale.lotIds[1]}`);
    await page
      .getByRole('img', { name: 'A lantern' })
      .filter({ hasText: 'The picture did not load.' })
      .first()
      .waitFor();
  });

  test.skipIf(missing !== '')(
    `every naughty text is only a text on a page${missing}`,
    async () => {
      const page = await open();
      /** What of a page could act: its scripts, frames and handlers, as a browser reads the HTML. */
      const acting = (html: string) =>
        page.evaluate((source) => {
          const all = [...new DOMParser().parseFromString(source, 'text/html').querySelectorAll('*')];
          const handlers = all.flatMap((element) =>
            element.getAttributeNames().filter((name) => name.startsWith('on')),
          );
          const links = all.filter((element) =>
            /^\s*(javascript|data|vbscript):/i.test(element.getAttribute('href') ?? ''),
          );
          const names = all
            .map(({ localName }) => localName)
            .filter((name) => /script|iframe|object|embed|svg/.test(name));
          return [...names, ...handlers, ...links.map((link) => link.outerHTML)].join(' ');
        }, html);
      const ask = async (text: string) => {
        const answer = await fetch(
          `${house.url}/search?${new URLSearchParams({ q: text, category: text, min: text })}`,
        );
        expect(answer.status, JSON.stringify(text)).toBeLessThan(500);
        return answer.text();
      };
      const harmless = await acting(await ask('harmless'));
      for (const text of JSON.parse(readFileSync(naughty, 'utf8')) as string[]) {
        const html = await ask(text);
        if (/[<>"':]/.test(text)) expect(await acting(html), JSON.stringify(text)).toBe(harmless);
      }
    },
    300_000,
  );
});
