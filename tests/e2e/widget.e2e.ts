import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import type { LotSummary, Page as ListPage } from '@rostrum/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findings } from './axe.ts';
import { chromiumPath, noBrowser, openBrowser } from './browser.ts';
import { openSite, strictPolicy, type ForeignPage, type ForeignSite } from './foreign-site.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { send, signIn } from './people.ts';

const SLUG = 'linden-house-estate';

describe.skipIf(!chromiumPath)(`the widget on other sites (${noBrowser})`, () => {
  let browser: Browser;
  let house: HouseProcess;
  let cookie: string;
  let lots: LotSummary[];
  /** Trusted, and of the same site as the house, so that a browser would send it cookies. */
  let near: ForeignSite;
  let stranger: ForeignSite;
  const script = () => `<script async src="${house.url}/widget.js"></script>`;
  const lotLink = (lot: LotSummary) =>
    `<rostrum-lot lot="${lot.id}"><a href="${house.url}/lots/${lot.id}">${lot.title}</a></rostrum-lot>`;
  const money = (minor: number) => `£${minor / 100}`;

  beforeAll(async () => {
    browser = await openBrowser();
    [near, stranger] = await Promise.all([
      openSite('localhost', () => house.url),
      openSite('127.0.0.1', () => house.url),
    ]);
    house = await aHouse({ DEMO: 'quiet', RATES_PROVIDER: 'simulated', TRUSTED_ORIGINS: near.origin });
    await house.start();
    cookie = await signIn(house.url, 'ada@demo.test', 'demo-demo-demo');
    const answer = await fetch(`${house.url}/api/auctions/${SLUG}/lots?sort=number&status=open`);
    // The last ones close late enough for everything here.
    lots = ((await answer.json()) as ListPage<LotSummary>).items.slice(-4);
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([near?.close(), stranger?.close(), house?.remove()]);
  });

  /** Opens a page of a site; `heard` is what the browser complained of, `sockets` how many it opened. */
  async function open(site: ForeignSite, content: ForeignPage, options: BrowserContextOptions = {}) {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 }, ...options });
    const page = await context.newPage();
    const heard: string[] = [];
    const seen = { sockets: 0, heard };
    page.on('pageerror', (error) => heard.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
    page.on('websocket', () => (seen.sockets += 1));
    const url = site.put(content);
    const visit = async (): Promise<Page> => (await page.goto(url), page);
    return { context, page, visit, seen };
  }

  async function bid(lot: LotSummary): Promise<number> {
    const { minimumMinor } = (await (await fetch(`${house.url}/api/lots/${lot.id}`)).json()) as LotSummary;
    const body = { id: randomUUID(), lotId: lot.id, maxMinor: minimumMinor!, currency: 'GBP' };
    const answer = await send(house.url, `/api/lots/${lot.id}/bids`, body, cookie);
    expect(answer.status, await answer.text()).toBe(200);
    return minimumMinor!;
  }

  test('a price moves while somebody bids, under a strict policy, with picture, and the way to bid is a link', async () => {
    const lot = lots[0]!;
    const { visit, seen, context } = await open(near, { html: script() + lotLink(lot) });
    const page = await visit();
    const card = page.getByRole('article', { name: lot.title });
    await card.getByText('No bids yet').waitFor();
    await card.getByText(/^Closes in .+ · not before/).waitFor();
    await expect
      .poll(() => card.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
    const amount = await bid(lot);
    await card.getByText(money(amount), { exact: true }).waitFor();
    await card.getByText(/^Paddle \d+ leads · 1 bid$/).waitFor();
    const act = card.getByRole('link', { name: /^Bid at Rostrum/ });
    expect(await act.getAttribute('href')).toBe(`${house.url}/lots/${lot.id}`);
    await act.focus();
    const opened = context.waitForEvent('page');
    await page.keyboard.press('Enter');
    await (await opened).getByRole('heading', { name: lot.title }).waitFor();
    expect(seen).toEqual({ sockets: 1, heard: [] });
    await context.close();
  });

  test('all elements share one connection, and nobody is known there', async () => {
    const html = `${script()}${lots.map(lotLink).join('')}
      <rostrum-auction auction="${SLUG}"><a href="${house.url}/auctions/${SLUG}">The sale</a></rostrum-auction>
      <rostrum-activity><a href="${house.url}">The house</a></rostrum-activity>${script()}`;
    const { visit, seen, context, page } = await open(near, { html });
    const [name, ...value] = cookie.split('=');
    await context.addCookies([{ name: name!, value: value.join('='), url: house.url }]);
    const asked: Request[] = [];
    page.on('requestfinished', (request) => request.url().startsWith(`${house.url}/api`) && asked.push(request));
    await visit();
    const auction = page.getByRole('region', { name: 'The Linden House Estate' });
    await auction.getByRole('listitem').nth(5).waitFor();
    const doings = page.getByRole('region', { name: 'Latest bids' });
    const amount = await bid(lots[1]!);
    await doings.getByRole('listitem').filter({ hasText: lots[1]!.title }).getByText(money(amount)).waitFor();
    expect(seen).toEqual({ sockets: 1, heard: [] });
    const headers = await Promise.all(asked.map((request) => request.allHeaders()));
    expect(headers.length).toBeGreaterThan(5);
    expect(headers.filter(({ cookie }) => cookie !== undefined)).toEqual([]);
    // What is taken out and put elsewhere goes on, over the same connection.
    await page.evaluate(() => document.querySelector('h1')?.after(document.querySelector('rostrum-lot')!));
    await page.getByRole('article', { name: lots[0]!.title }).waitFor();
    expect(seen.sockets).toBe(1);
    await context.close();
  });

  test('a page that is not in the list says so, keeps its link, and does not knock again', async () => {
    const { visit, seen, context } = await open(stranger, { html: script() + lotLink(lots[0]!) });
    const page = await visit();
    await page
      .getByText(`This page’s address (${stranger.origin}) is not in the list of ${house.url}. Who runs the house adds`)
      .waitFor();
    await page.getByRole('link', { name: lots[0]!.title }).waitFor();
    expect(seen).toEqual({ sockets: 0, heard: [] });
    await context.close();
  });

  test('a page whose own policy stops it says what the policy needs', async () => {
    const policy = strictPolicy(house.url).replace(/connect-src [^;]+/, "connect-src 'self'");
    const { visit, context } = await open(near, { html: script() + lotLink(lots[0]!), policy });
    const page = await visit();
    await page.getByText(`Its connect-src needs ${house.url} and ${house.url.replace('http', 'ws')}`).waitFor();
    await page.getByRole('link', { name: lots[0]!.title }).waitFor();
    await context.close();
  });

  test('a lot that does not exist, and one that nobody named, say so beside their links', async () => {
    const html = `${script()}<rostrum-lot lot="${randomUUID()}"><a href="${house.url}">Gone</a></rostrum-lot>
      <rostrum-lot><a href="${house.url}">Which</a></rostrum-lot>`;
    const { visit, context } = await open(near, { html });
    const page = await visit();
    await page.getByText('The house has this no longer.').waitFor();
    await page.getByText('Which one? The attribute lot is missing.').waitFor();
    expect(await page.getByRole('link').allTextContents()).toEqual(['Gone', 'Which']);
    await page
      .locator('rostrum-lot')
      .last()
      .evaluate((element, id) => element.setAttribute('lot', id), lots[2]!.id);
    await page.getByRole('article', { name: lots[2]!.title }).waitFor();
    await context.close();
  });

  test('a house that is away is said to be, and shown once it is back', async () => {
    const { visit, context } = await open(near, { html: script() + lotLink(lots[2]!) });
    const page = await context.newPage();
    await context.route(`${house.url}/api/**`, (route) => route.abort());
    await page.goto((await visit()).url());
    await page.getByText(`${house.url} does not answer. This tries again by itself.`).waitFor();
    await context.unroute(`${house.url}/api/**`);
    await page.getByRole('article', { name: lots[2]!.title }).waitFor();
    await context.close();
  });

  test('without JavaScript it is a link to the house', async () => {
    const { visit, context } = await open(near, { html: script() + lotLink(lots[0]!) }, { javaScriptEnabled: false });
    const page = await visit();
    const link = page.getByRole('link', { name: lots[0]!.title });
    expect(await link.isVisible()).toBe(true);
    expect(await link.getAttribute('href')).toBe(`${house.url}/lots/${lots[0]!.id}`);
    await context.close();
  });

  test('it speaks Russian where the page does, and an element may speak for itself', async () => {
    const html = `${script()}${lotLink(lots[2]!)}<p lang="en">${lotLink(lots[3]!)}</p>`;
    const { visit, context } = await open(near, { html, lang: 'ru-RU' });
    const page = await visit();
    const [russian, english] = [lots[2]!, lots[3]!].map(({ title }) => page.getByRole('article', { name: title }));
    await russian!.getByRole('link', { name: 'Сделать ставку в Rostrum (откроется в новой вкладке)' }).waitFor();
    await russian!.getByText(/^До закрытия .+ · не раньше/).waitFor();
    await english!.getByRole('link', { name: 'Bid at Rostrum (opens in a new tab)' }).waitFor();
    await context.close();
  });

  test('it is as dark as the page, not as the device; theme and properties change that', async () => {
    const html = `${script()}${lotLink(lots[2]!)}`;
    const brightness = async (content: ForeignPage, theme?: string): Promise<number> => {
      const { visit, context } = await open(near, content, { colorScheme: 'dark' });
      const page = await visit();
      if (theme)
        await page.locator('rostrum-lot').evaluate((element, name) => element.setAttribute('theme', name), theme);
      const card = page.getByRole('article', { name: lots[2]!.title });
      const colour = await card.evaluate((frame) => getComputedStyle(frame).backgroundColor);
      await context.close();
      return Math.max(...[...colour.matchAll(/\d+/g)].map(Number));
    };
    expect(await brightness({ html })).toBeGreaterThan(200);
    expect(await brightness({ html, css: ':root { color-scheme: light dark }' })).toBeLessThan(60);
    expect(await brightness({ html }, 'dark')).toBeLessThan(60);
    expect(await brightness({ html, css: 'rostrum-lot { --rostrum-paper: rgb(0 100 0) }' })).toBe(100);
    expect(await brightness({ html, css: 'rostrum-lot::part(frame) { background: rgb(0 0 90) }' })).toBe(90);
  });

  test('currency rates are shown with who published them, and that they are made up', async () => {
    const html = `${script()}<rostrum-rates currencies="USD, gbp ZZZ"><a href="${house.url}/rates">Rates</a></rostrum-rates>`;
    const { visit, seen, context } = await open(near, { html });
    const page = await visit();
    await page.getByRole('rowheader', { name: 'USD' }).waitFor();
    expect(await page.getByRole('rowheader').allTextContents()).toEqual(['USD', 'GBP']);
    expect(await page.getByRole('cell').first().textContent()).toMatch(/^\d[\d.]+$/);
    await page.getByText(/^Made-up rates, for the demonstration. Source:/).waitFor();
    expect(seen).toEqual({ sockets: 1, heard: [] });
    await context.close();
  });

  test('staff make two lines of HTML that work where they are put', async () => {
    const owner = await signIn(house.url, 'owner@demo.test', 'demo-demo-demo');
    const { context, page } = await open(near, { html: '' });
    const [name, ...value] = owner.split('=');
    await context.addCookies([{ name: name!, value: value.join('='), url: house.url }]);
    await page.goto(`${house.url}/staff/widget?page=${encodeURIComponent(`${stranger.origin}/news`)}`);
    await page.getByText(`${stranger.origin} is not in the list`).waitFor();
    await page.getByText(`TRUSTED_ORIGINS=${near.origin},${stranger.origin}`, { exact: true }).waitFor();
    await page.getByLabel('Address of the page where it will stand').fill(near.origin);
    await page.getByLabel('What to show').selectOption('An auction');
    await page.getByRole('combobox', { name: 'Language' }).selectOption('Russian');
    // A page that is not alive yet sends its form as any form.
    await page.getByRole('main').getByRole('button', { name: 'Show' }).click();
    await page.getByText(`${near.origin} is in the list.`).waitFor();
    const code = page.getByRole('region', { name: 'Two lines of HTML' }).locator('code');
    expect(await code.textContent()).toContain(`<rostrum-auction auction="${SLUG}" lang="ru">`);
    await page.getByText(/^Идут сейчас · последний лот закроется/).waitFor();
    await page.goto(near.put({ html: (await code.textContent())! }));
    await page.getByText(/^Идут сейчас · последний лот закроется/).waitFor();
    await context.close();
  });

  test.each([
    [360, 'light'],
    [1000, 'dark'],
  ])('axe finds nothing at %d px, %s, and nothing is too wide', async (width, scheme) => {
    const html = `${script()}${lotLink(lots[2]!)}<rostrum-auction auction="${SLUG}"></rostrum-auction>
      <rostrum-activity></rostrum-activity><rostrum-rates></rostrum-rates><rostrum-lot><a href="${house.url}">Which</a></rostrum-lot>`;
    const css = `:root { color-scheme: ${scheme} } body { background: Canvas; color: CanvasText } a { color: LinkText }`;
    const { visit, context } = await open(
      near,
      { html, css, policy: "object-src 'none'" },
      {
        viewport: { width, height: 800 },
      },
    );
    const page = await visit();
    await page.getByRole('region', { name: 'The Linden House Estate' }).waitFor();
    await page.getByRole('region', { name: 'Latest bids' }).getByRole('listitem').first().waitFor();
    await page.getByRole('table').waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(() => document.scrollingElement!.scrollWidth)).toBeLessThanOrEqual(width);
    await context.close();
  });
});
