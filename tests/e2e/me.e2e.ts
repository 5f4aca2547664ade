import type { NoticesPage, Preferences } from '@rostrum/contract';
import { startFaultProxy, type FaultProxy } from '@rostrum/testing';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, freePort, until, type HouseProcess } from './house.ts';
import { bidders, type Visitor } from './people.ts';
import { putSale } from './sale.ts';

const HOUR_MS = 3_600_000;
/** Lots are told of five minutes before their end; this one is due while the journey runs. */
const SOON_MS = 6 * 60_000;
const TOAST = '[data-sonner-toast]';

describe.skipIf(!chromiumPath)(`what a person is told on the pages (${noBrowser})`, () => {
  let house: HouseProcess;
  let proxy: FaultProxy;
  let browser: Browser;
  let slug: string;
  let lotIds: string[];
  let soonId: string;
  let ada: Visitor;
  let bo: Visitor;
  const errors: string[] = [];
  let direct: string;
  let maxMinor = 2_000;

  beforeAll(async () => {
    browser = await openBrowser();
    const port = await freePort();
    proxy = await startFaultProxy(port);
    direct = `http://localhost:${port}`;
    house = await aHouse({ PORT: String(port), PUBLIC_URL: `http://localhost:${proxy.port}`, BIDS_PER_SECOND: '100' });
    const lots = ['A walnut chair', 'A blue vase', 'A brass clock', 'A map', 'A lamp', 'A mirror'];
    ({ slug, lotIds } = await putSale(
      { dataDir: house.dataDir },
      { lots: lots.map((title) => ({ title, openingMinor: 1_000, closesInMs: HOUR_MS })) },
    ));
    const soon = await putSale(
      { dataDir: house.dataDir },
      { lots: [{ title: 'A clock that strikes soon', openingMinor: 1_000, closesInMs: SOON_MS }] },
    );
    soonId = soon.lotIds[0]!;
    await house.start();
    [ada, bo] = (await bidders(house.url, slug, 2)) as [Visitor, Visitor];
  });
  afterAll(async () => {
    await browser?.close();
    await proxy?.close();
    await house?.remove();
  });

  /** A browser of its own for a person, or for a stranger. */
  const browserOf = async (person: Visitor | null): Promise<{ context: BrowserContext; page: Page }> => {
    const { context, page } = await openWindow(browser, house.url, errors);
    if (person) {
      const [name, ...value] = person.cookie.split('=');
      await context.addCookies([{ name: name!, value: value.join('='), url: house.url }]);
    }
    return { context, page };
  };
  /** Opens a page and waits until it hears the house. */
  const open = async (page: Page, path: string): Promise<void> => {
    await page.goto(path);
    await page.locator('section[aria-label^="Notices"]').waitFor({ state: 'attached', timeout: 20_000 });
  };
  const bid = async (person: Visitor, lotId: string): Promise<void> => {
    maxMinor += 1_000;
    const body = { id: randomUUID(), maxMinor, currency: 'USD' };
    // Past the proxy, as a person at another place; the house still knows only its own pages.
    const answer = await fetch(`${direct}/api/lots/${lotId}/bids`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: house.url, cookie: person.cookie },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  };
  const outbidAda = async (lotId: string): Promise<void> => {
    await bid(ada, lotId);
    await bid(bo, lotId);
  };
  const noticesOf = async (person: Visitor): Promise<NoticesPage> =>
    (await (
      await fetch(`${house.url}/api/me/notices?limit=200`, { headers: { cookie: person.cookie } })
    ).json()) as NoticesPage;
  const noticed = (lotId: string, topic: string) => async (): Promise<boolean> =>
    (await noticesOf(ada)).items.some((notice) => notice.lotId === lotId && notice.topic === topic);
  const toasts = (page: Page, text: string | RegExp) => page.locator(TOAST).filter({ hasText: text });

  // First, because its lot comes near its end from the start on.
  test('a watched lot stays watched, stands on the own page, and is told of before it closes', async () => {
    const { context, page } = await browserOf(bo);
    await open(page, `/lots/${soonId}`);
    await page.getByRole('button', { name: 'Watch Lot 1', exact: true }).click();
    await page.getByRole('button', { name: 'Watching Lot 1' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Watching Lot 1' }).waitFor();
    await open(page, '/me/watching');
    await page.locator(`[data-lot="${soonId}"]`).filter({ hasText: 'A clock that strikes soon' }).waitFor();
    await toasts(page, 'Closes in about five minutes').waitFor({ timeout: 120_000 });
    const told = (await noticesOf(bo)).items.filter(({ topic }) => topic === 'closing');
    expect(told.map(({ lotId }) => lotId)).toEqual([soonId]);

    await page.getByRole('button', { name: 'Watching Lot 1' }).click();
    await page.getByRole('button', { name: 'Watch Lot 1', exact: true }).waitFor();
    await page.goto('/me/watching');
    await page.getByText('You watch no lots yet.').waitFor();
    await context.close();
  });

  test('an outbid person is told on another page, once over two tabs, with the way to the next bid', async () => {
    const { context, page } = await browserOf(ada);
    const other = await context.newPage();
    await open(page, '/');
    await open(other, `/auctions/${slug}`);
    const lotId = lotIds[0]!;
    await outbidAda(lotId);
    await until(
      async () => (await toasts(page, 'walnut').count()) + (await toasts(other, 'walnut').count()) > 0,
      'a toast about the chair',
    );
    // Whatever the other tab would say it would have said by now.
    await page.waitForTimeout(1_500);
    expect((await toasts(page, 'walnut').count()) + (await toasts(other, 'walnut').count())).toBe(1);
    const where = (await toasts(page, 'walnut').count()) > 0 ? page : other;
    const toast = toasts(where, 'walnut');
    expect(await toast.innerText()).toMatch(/You were outbid\. The price is \$[\d.]+; the next bid is \$/);
    for (const tab of [page, other]) await tab.locator('[data-unseen="1"]').waitFor({ timeout: 10_000 });

    // It counts on while others bid, and stays while it is pointed at.
    await toast.hover();
    await bid(bo, lotId);
    await bid(ada, lotId);
    await bid(bo, lotId);
    await toasts(where, /\+\d bids?, now \$/).waitFor();
    await where
      .getByRole('link', { name: /^Bid \$/ })
      .first()
      .click();
    await where.waitForURL(new RegExp(`/lots/${lotId}\\?max=`));
    await until(async () => (await toasts(where, 'walnut').count()) === 0, 'the toast is gone');
    expect(await where.getByLabel('Or your own maximum').inputValue()).not.toBe('');
    await context.close();
  });

  test('nothing pops up about the lot that is looked at, and what was seen there is not unread', async () => {
    const { context, page } = await browserOf(ada);
    const lotId = lotIds[1]!;
    await open(page, `/lots/${lotId}`);
    await outbidAda(lotId);
    await page
      .getByText(/You were outbid/)
      .first()
      .waitFor();
    await until(noticed(lotId, 'outbid'), 'the notice is written');
    await until(
      async () => (await noticesOf(ada)).items.every((n) => n.lotId !== lotId || n.seen),
      'it counts as seen',
    );
    expect(await toasts(page, 'vase').count()).toBe(0);
    await context.close();
  });

  test('what was missed pops up once after the connection is back; the notices page has it all', async () => {
    const { context, page } = await browserOf(ada);
    await open(page, '/');
    proxy.refuse(true);
    proxy.cutAll();
    const lotId = lotIds[2]!;
    await outbidAda(lotId);
    await toasts(page, 'Connection lost').waitFor({ timeout: 30_000 });
    proxy.refuse(false);
    await toasts(page, 'brass clock').waitFor({ timeout: 30_000 });
    await toasts(page, 'Connected again').waitFor();
    await toasts(page, 'brass clock').getByRole('button', { name: 'Dismiss' }).click();
    await until(async () => (await toasts(page, 'brass clock').count()) === 0, 'it is dismissed');
    await open(page, '/');
    await page.waitForTimeout(1_500);
    expect(await toasts(page, 'brass clock').count()).toBe(0);

    expect(Number(await page.locator('[data-unseen]').getAttribute('data-unseen'))).toBeGreaterThan(0);
    await page.getByRole('link', { name: /^Notices/ }).click();
    await page.waitForURL('**/me/notices');
    await page.locator('[data-notice=outbid]').filter({ hasText: 'brass clock' }).waitFor();
    await page.locator('[data-unseen]').waitFor({ state: 'detached' });
    expect((await noticesOf(ada)).unseen).toBe(0);
    await context.close();
  });

  test('a topic that is switched off does not pop up, and is noted all the same', async () => {
    const { context, page } = await browserOf(ada);
    await open(page, '/me/notices');
    await page.locator('summary', { hasText: 'What pops up on the page' }).click();
    await page.getByLabel('You are outbid').uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await open(page, '/');
    const lotId = lotIds[3]!;
    await outbidAda(lotId);
    await page.locator('[data-unseen="1"]').waitFor();
    await page.waitForTimeout(1_500);
    expect(await toasts(page, 'map').count()).toBe(0);
    const preferences = await fetch(`${house.url}/api/me/preferences`, { headers: { cookie: ada.cookie } });
    expect(((await preferences.json()) as Preferences).topics.outbid.toast).toBe(false);
    await context.close();
  });

  test('the latest bids show a stranger’s bid at once, and stay unfolded', async () => {
    const { context, page } = await browserOf(null);
    await page.goto('/');
    const fold = page.getByRole('button', { name: 'Latest bids' });
    const log = page.getByRole('log', { name: 'Latest bids' });
    // Until the page is alive the press is not heard.
    await until(async () => {
      await fold.click();
      return log.isVisible();
    }, 'the widget unfolds');
    await log.getByText('A map').first().waitFor();
    await bid(bo, lotIds[4]!);
    const line = log.getByRole('link').filter({ hasText: 'A lamp' });
    await line.filter({ hasText: /paddle \d+/ }).waitFor();
    expect(await log.getAttribute('aria-live')).toBe('off');
    await page.reload();
    await line.first().waitFor();
    await line.first().click();
    await page.waitForURL(`**/lots/${lotIds[4]}`);
    await context.close();
  });

  test('a watch that the house does not keep is taken back', async () => {
    const { context, page } = await browserOf(ada);
    await open(page, `/lots/${lotIds[5]}`);
    await page.route('**/api/me/watch/**', (route) => route.fulfill({ status: 503, body: '' }));
    await page.getByRole('button', { name: 'Watch Lot 6' }).click();
    await page.getByText('This could not be saved. Try again.').first().waitFor();
    await page.getByRole('button', { name: 'Watch Lot 6' }).waitFor();
    await context.close();
  });

  test('the own page sorts bids by how they stand, live, and sends strangers to sign in', async () => {
    const { context, page } = await browserOf(ada);
    const lotId = lotIds[5]!;
    await bid(ada, lotId);
    await open(page, '/me');
    const row = page.locator(`[data-lot="${lotId}"]`);
    await row.getByText('You lead').waitFor();
    await bid(bo, lotId);
    await row.getByText('You do not lead').waitFor();
    await row.getByRole('link', { name: /^Bid \$/ }).waitFor();
    await page.goto('/me/registrations');
    await page.getByRole('row').filter({ hasText: 'The Journey Sale' }).waitFor();
    await context.close();

    const stranger = await browserOf(null);
    await stranger.page.goto('/me/won');
    await stranger.page.waitForURL('**/sign-in?next=%2Fme%2Fwon');
    await stranger.context.close();
    const answer = await fetch(`${house.url}/me`, { headers: { cookie: ada.cookie } });
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
    expect(errors).toEqual([]);
  });
});
