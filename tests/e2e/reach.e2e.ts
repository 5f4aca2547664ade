import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { bidders, send, type Visitor } from './people.ts';
import { putSale, type Sale } from './sale.ts';

const HOUR_MS = 3_600_000;
const KNOWN = 'rostrum:known:1';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!chromiumPath)(`reach (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  let sale: Sale;
  let ada: Visitor;
  let context: BrowserContext;
  const errors: string[] = [];

  beforeAll(async () => {
    [browser, house] = await Promise.all([openBrowser(), aHouse()]);
    sale = await putSale(
      { dataDir: house.dataDir },
      {
        lots: ['A walnut chair', 'A tin lantern', 'A plain stool'].map((title, index) => ({
          title,
          openingMinor: 1_000 * (index + 1),
          closesInMs: HOUR_MS * (index + 1),
        })),
      },
    );
    await house.start();
    [ada] = (await bidders(house.url, sale.slug, 1)) as [Visitor];
  });
  afterEach(async () => {
    await context?.close();
    expect(errors.splice(0)).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  const open = async (locale?: string): Promise<Page> => {
    if (locale === undefined) {
      const window = await openWindow(browser, house.url, errors);
      context = window.context;
      return window.page;
    }
    context = await browser.newContext({ baseURL: house.url, locale });
    return context.newPage();
  };
  /** The worker stands between this page and the network. */
  const workerStands = (page: Page) =>
    page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
  /** What the device keeps, as text. */
  const kept = (page: Page, cache: string) =>
    page.evaluate(async (name) => {
      const opened = await caches.open(name);
      const entries = await Promise.all(
        (await opened.keys()).map(async (key) => [key.url, await (await opened.match(key))!.text()]),
      );
      return JSON.stringify(entries);
    }, cache);

  test.each(['en-GB', 'ru-RU'])('what a page in %s waits for is named in its head', async (locale) => {
    const page = await open(locale);
    const fetched: { file: string; status: number }[] = [];
    page.on('response', (response) => {
      const [, file] = /\/immutable\/(?:words|nodes)\/(.*)/.exec(response.url()) ?? [];
      if (file) fetched.push({ file, status: response.status() });
    });
    const answer = await page.goto(`/auctions/${sale.slug}`, { waitUntil: 'networkidle' });
    const named = ((await answer?.text()) ?? '').match(/<link [^>]*modulepreload[^>]*>/g)?.join() ?? '';
    // Its words, the page for errors, the frame and the page itself.
    expect(fetched.length).toBe(4);
    expect(fetched.filter(({ file, status }) => status !== 200 || !named.includes(file))).toEqual([]);
  });

  test('can be installed', async () => {
    const page = await open();
    await page.goto('/');
    await workerStands(page);
    const wire = await context.newCDPSession(page);
    const manifest = await wire.send('Page.getAppManifest');
    expect(manifest.errors).toEqual([]);
    expect(JSON.parse(manifest.data!)).toMatchObject({ name: 'Rostrum', display: 'standalone', lang: 'en' });
    expect(
      (await wire.send('Page.getInstallabilityErrors')).installabilityErrors.map(({ errorId }) => errorId),
    ).toEqual(
      // A window without history, as journeys use, is never offered it; that is all that stands in the way.
      ['in-incognito'],
    );
  });

  test('without a connection it tells what it knew, and since when, and comes back by itself', async () => {
    const page = await open();
    const [lotId] = sale.lotIds;
    await page.goto(`/auctions/${sale.slug}`);
    await workerStands(page);
    await page.waitForFunction(async (name) => (await caches.keys()).includes(name), KNOWN);
    await page.goto(`/lots/${lotId}`);
    const bid = { id: crypto.randomUUID(), lotId, maxMinor: 5_000 };
    expect((await send(house.url, `/api/lots/${lotId}/bids`, bid, ada.cookie)).status).toBe(200);
    await page.getByText('1 bid', { exact: true }).first().waitFor();
    // It is kept anew when the page goes out of sight.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(() => kept(page, KNOWN)).toContain('"priceMinor\\":1000');
    await context.setOffline(true);
    await page.goto(`/lots/${sale.lotIds[2]}`);
    await page.getByRole('heading', { level: 1, name: 'No connection to the house' }).waitFor();
    const line = page.getByRole('listitem').filter({ hasText: 'A walnut chair' });
    await expect.poll(() => line.innerText()).toMatch(/\$10\s+as of \d\d:\d\d/);
    expect(await line.innerText()).toMatch(/to close \d\d:\d\d|to close \w{3} /);
    expect(await page.getByRole('listitem').count()).toBe(4);
    await page.evaluate(axe);
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as typeof globalThis & { axe: typeof import('axe-core') };
      return (await axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`);
    });
    expect(found).toEqual([]);
    await context.setOffline(false);
    await page.getByRole('heading', { level: 1, name: 'A plain stool' }).waitFor();
  });

  test('a step within the site ends on the same page', async () => {
    const page = await open();
    await page.goto(`/auctions/${sale.slug}`);
    await workerStands(page);
    await page.waitForFunction(async (name) => (await caches.keys()).includes(name), KNOWN);
    await context.setOffline(true);
    await page.getByRole('link', { name: 'A tin lantern' }).click();
    await page.getByRole('heading', { level: 1, name: 'No connection to the house' }).waitFor();
    await context.setOffline(false);
    await page.getByRole('heading', { level: 1, name: 'A tin lantern' }).waitFor();
  });

  test('keeps nothing of a person', async () => {
    const page = await open();
    const [name, ...value] = ada.cookie.split('=');
    await context.addCookies([{ name: name!, value: value.join('='), url: house.url }]);
    await page.goto(`/lots/${sale.lotIds[0]}`);
    await workerStands(page);
    await expect.poll(() => kept(page, KNOWN)).toContain('A walnut chair');
    for (const path of ['/me', '/me/watching', '/account', `/auctions/${sale.slug}`]) await page.goto(path);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    const text = await page.evaluate(async () => (await caches.keys()).join());
    expect(text).toBe(KNOWN);
    const entries = await kept(page, KNOWN);
    for (const own of [ada.email, ada.name, '5000', 'maxMinor', 'paddle', '/api/', '/me'])
      expect(entries).not.toContain(own);
  });

  test('an address that names a language is in that language', async () => {
    const page = await open('en-GB');
    const path = `/lots/${sale.lotIds[1]}`;
    await page.goto(`${path}?lang=ru`);
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    await page.getByText('Лот 2').first().waitFor();
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(`${house.url}${path}?lang=ru`);
    // Who has chosen none keeps it.
    await page.goto('/');
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    await page.getByRole('button', { name: 'English' }).click();
    await page.waitForURL(`${house.url}/`);
    // Who has chosen one reads such a page in its language, and goes on in his own.
    await page.goto(`${path}?lang=ru`);
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    await page.getByRole('link', { name: 'The Journey Sale' }).first().click();
    await page.waitForURL(`**/auctions/${sale.slug}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    // Choosing a language on it leaves the one that the address names.
    await page.goto(`${path}?lang=ru`);
    await page.getByRole('button', { name: 'English' }).click();
    await page.waitForURL(house.url + path);
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
  });

  test('a link is told of by its own picture, and the canonical address follows every step', async () => {
    const page = await open();
    await page.goto(`/auctions/${sale.slug}?q=chair`);
    const content = (name: string) => page.locator(`meta[property="og:${name}"]`).getAttribute('content');
    const canonical = () => page.locator('link[rel=canonical]').getAttribute('href');
    expect(await canonical()).toBe(`${house.url}/auctions/${sale.slug}`);
    const picture = await fetch((await content('image'))!);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect([await content('image:width'), await content('image:height')]).toEqual(['1200', '630']);
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!);
    expect(data['@graph'][0]).toMatchObject({ '@type': 'SaleEvent', name: 'The Journey Sale' });
    await page.getByRole('link', { name: 'A walnut chair' }).click();
    await page.waitForURL(`**/lots/${sale.lotIds[0]}`);
    await expect.poll(canonical).toBe(`${house.url}/lots/${sale.lotIds[0]}`);
  });

  test('pages of one person are listed nowhere', async () => {
    for (const path of ['/sign-in', '/account', '/me', '/staff']) {
      const answer = await fetch(house.url + path, { redirect: 'manual' });
      expect(answer.headers.get('x-robots-tag'), path).toBe('noindex');
      expect(await answer.text(), path).not.toContain('og:image');
    }
    expect((await fetch(`${house.url}/lots/${sale.lotIds[0]}`)).headers.get('x-robots-tag')).toBeNull();
  });
});
