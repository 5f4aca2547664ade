import { randomUUID } from 'node:crypto';
import type { PublicLot } from '@rostrum/contract';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, noBrowser, openBrowser, openWindow } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { bidders, send, type Visitor } from './people.ts';
import { putSale, type Sale } from './sale.ts';

const LOTS = 200;
const ROUNDS = 3;
/** A phone of some years ago against a desk. */
const SLOWDOWN = 4;

interface Seen {
  /** Of tasks that blocked the page for more than 50 ms, in ms. */
  long: number[];
  /** What moved without anybody touching it, with how far in shares of the window. */
  shifts: string[];
}

/** Starts noting what a person would feel: long tasks and layout shifts. */
function observe(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen: Seen = { long: [], shifts: [] };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.long.push(Math.round(entry.duration));
    }).observe({ type: 'longtask' });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node: Node | null }[] };
        const moved = sources.map(({ node }) => (node instanceof Element ? node : node?.parentElement)?.className);
        seen.shifts.push(`${value.toFixed(5)} ${moved.join(' | ')}`);
      }
    }).observe({ type: 'layout-shift' });
  });
}

const seenOn = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen);

describe.skipIf(!chromiumPath)(`a sale in which ${LOTS} lots move at once (${noBrowser})`, () => {
  let house: HouseProcess;
  let browser: Browser;
  let sale: Sale;
  let people: Visitor[];
  beforeAll(async () => {
    browser = await openBrowser();
    house = await aHouse({ BIDS_PER_SECOND: '100000' });
    const lots = Array.from({ length: LOTS }, (_, index) => ({
      title: `Chair ${index + 1}`,
      openingMinor: 1000,
      closesInMs: 3_600_000,
    }));
    sale = await putSale({ dataDir: house.dataDir }, { lots });
    await house.start();
    people = await bidders(house.url, sale.slug, 2);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.remove();
  });

  /** A bid on every lot, all at once; the leader changes with each round. */
  async function everybodyBids(round: number): Promise<void> {
    const { cookie } = people[round % people.length]!;
    await Promise.all(
      sale.lotIds.map(async (lotId) => {
        const bid = { id: randomUUID(), lotId, maxMinor: 1000 * 2 ** (round + 1), currency: 'USD' };
        expect((await send(house.url, `/api/lots/${lotId}/bids`, bid, cookie)).status).toBe(200);
      }),
    );
  }

  test('nothing on the page moves but figures, and they are right', async () => {
    const errors: string[] = [];
    const { page, context } = await openWindow(browser, house.url, errors);
    await page.goto(`/auctions/${sale.slug}`, { waitUntil: 'networkidle' });
    const more = page.getByRole('link', { name: 'Show more lots' });
    while (await more.isVisible()) {
      await more.click();
      await page.waitForLoadState('networkidle');
    }
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await observe(page);
    for (let round = 0; round < ROUNDS; round++) {
      await everybodyBids(round);
      await page.waitForTimeout(1_500);
    }
    const { items } = (await (await fetch(`${house.url}/api/auctions/${sale.slug}/lots?limit=200`)).json()) as {
      items: (PublicLot & { title: string })[];
    };
    // Read before the page is looked through, which takes it long too.
    const { long, shifts } = await seenOn(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const prices = Object.fromEntries(items.map(({ id, priceMinor }) => [`/lots/${id}`, `$${priceMinor! / 100}`]));
    await page.waitForFunction(
      (expected) =>
        [...document.querySelectorAll('article')].every((card) =>
          card.textContent!.includes(expected[card.querySelector('a[href^="/lots/"]')!.getAttribute('href')!]!),
        ),
      prices,
    );
    const cards = await page.locator('article').count();
    expect(cards).toBe(LOTS);
    console.log(
      `${cards} cards, ${LOTS} lots, ${ROUNDS} rounds, ${SLOWDOWN} × slower: ` +
        `${long.length} tasks over 50 ms${long.length > 0 ? `, the longest ${Math.max(...long)} ms (${long.join(', ')})` : ''}`,
    );
    expect(shifts).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  });
});
