import type { NoticesPage } from '@rostrum/contract';
import { freePort, startFaultProxy, type FaultProxy } from '@rostrum/testing';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import { openBrowser, openWindow } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { bidders, type Visitor } from './people.ts';
import { putSale } from './sale.ts';

const HOUR_MS = 3_600_000;
/** Lots are told of five minutes before their end; this one is due while the journey runs. */
const SOON_MS = 6 * 60_000;
const TITLES = ['A walnut chair', 'A blue vase', 'A brass clock', 'A map', 'A lamp', 'A mirror'];

/** A house with two bidders, behind a proxy that can be cut. */
export class MeStage {
  house!: HouseProcess;
  proxy!: FaultProxy;
  slug!: string;
  lotIds!: string[];
  /** A lot of another sale, which comes near its end from the start on. */
  soonId!: string;
  ada!: Visitor;
  bo!: Visitor;
  /** What pages threw. */
  readonly errors: string[] = [];
  #browser!: Browser;
  #direct!: string;
  #maxMinor = 2_000;

  /** To be called where the journeys are described. */
  constructor() {
    beforeAll(() => this.#begin());
    afterAll(async () => {
      await this.#browser?.close();
      await this.proxy?.close();
      await this.house?.remove();
    });
  }

  /** A browser of its own for a person, or for a stranger. */
  async browserOf(person: Visitor | null): Promise<{ context: BrowserContext; page: Page }> {
    const { context, page } = await openWindow(this.#browser, this.house.url, this.errors);
    if (person) {
      const [name, ...value] = person.cookie.split('=');
      await context.addCookies([{ name: name!, value: value.join('='), url: this.house.url }]);
    }
    return { context, page };
  }

  /** A bid above all before it. */
  async bid(person: Visitor, lotId: string): Promise<void> {
    this.#maxMinor += 1_000;
    const body = { id: randomUUID(), maxMinor: this.#maxMinor, currency: 'USD' };
    // Past the proxy, as a person at another place; the house still knows only its own pages.
    const answer = await fetch(`${this.#direct}/api/lots/${lotId}/bids`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.house.url, cookie: person.cookie },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  }

  async outbidAda(lotId: string): Promise<void> {
    await this.bid(this.ada, lotId);
    await this.bid(this.bo, lotId);
  }

  /** What a person was told. */
  async noticesOf(person: Visitor): Promise<NoticesPage> {
    const headers = { cookie: person.cookie };
    return (await (await fetch(`${this.house.url}/api/me/notices?limit=200`, { headers })).json()) as NoticesPage;
  }

  async #begin(): Promise<void> {
    this.#browser = await openBrowser();
    const port = await freePort();
    this.proxy = await startFaultProxy(port);
    this.#direct = `http://localhost:${port}`;
    const url = `http://localhost:${this.proxy.port}`;
    this.house = await aHouse({ PORT: String(port), PUBLIC_URL: url, BIDS_PER_SECOND: '100' });
    const where = { dataDir: this.house.dataDir };
    const lots = TITLES.map((title) => ({ title, openingMinor: 1_000, closesInMs: HOUR_MS }));
    ({ slug: this.slug, lotIds: this.lotIds } = await putSale(where, { lots }));
    const clock = { title: 'A clock that strikes soon', openingMinor: 1_000, closesInMs: SOON_MS };
    this.soonId = (await putSale(where, { lots: [clock] })).lotIds[0]!;
    await this.house.start();
    [this.ada, this.bo] = (await bidders(this.house.url, this.slug, 2)) as [Visitor, Visitor];
  }
}

/** Opens a page and waits until it hears the house. */
export async function openLive(page: Page, path: string): Promise<void> {
  // Only once the page before it is left: a socket that it opens late is never this page's.
  await page.goto(path, { waitUntil: 'commit' });
  const socket = await page.waitForEvent('websocket');
  await socket.waitForEvent('framereceived', ({ payload }) => payload.includes('"heartbeat"'));
  await page.locator('section[aria-label^="Notices"]').waitFor({ state: 'attached', timeout: 20_000 });
}

/** What pops up with this text. */
export function toasts(page: Page, text: string | RegExp): Locator {
  return page.locator('[data-sonner-toast]').filter({ hasText: text });
}
