import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { openBrowser, openWindow } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';

/** Each journey has a house of its own; one browser for all. */
export class StaffStage {
  browser!: Browser;
  /** What pages threw. */
  readonly errors: string[] = [];
  readonly #houses: HouseProcess[] = [];

  /** To be called where the journeys are described. */
  constructor() {
    beforeAll(async () => {
      this.browser = await openBrowser();
    });
    afterEach(async () => {
      for (const house of this.#houses.splice(0)) await house.remove();
    });
    afterAll(() => this.browser?.close());
  }

  /** A house that is not started yet. */
  async open(env: Record<string, string> = {}): Promise<HouseProcess> {
    const house = await aHouse(env);
    this.#houses.push(house);
    return house;
  }

  /** A window of whoever has this session; empty: of a stranger. */
  async windowOf(house: HouseProcess, cookie: string): Promise<{ page: Page; context: BrowserContext }> {
    const window = await openWindow(this.browser, house.url, this.errors);
    const [name, ...value] = cookie.split('=');
    if (cookie) await window.context.addCookies([{ name: name!, value: value.join('='), url: house.url }]);
    return window;
  }
}
