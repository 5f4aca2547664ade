import { openDatabase } from '@rostrum/database';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openBrowser, openWindow } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { putSale, type Sale } from './sale.ts';

const HOUR_MS = 3_600_000;
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
/** The lots, in the order of their numbers; the later its number, the earlier one closes. The lantern's picture is lost. */
export const TITLES = ['A walnut chair', 'A tin lantern', 'Two oak chairs', 'A plain stool', 'A folding chair'];

/** A window and the person's page in it. */
interface Opened {
  page: Page;
  context: BrowserContext;
}

/** A house with a catalogue of `TITLES`; each journey has windows of its own, and no page of them may throw. */
export class FindingStage {
  house!: HouseProcess;
  sale!: Sale;
  #browser!: Browser;
  readonly #contexts: BrowserContext[] = [];
  readonly #errors: string[] = [];

  /** To be called where the journeys are described. */
  constructor() {
    beforeAll(() => this.#begin());
    afterEach(async () => {
      for (const context of this.#contexts.splice(0)) await context.close();
      expect(this.#errors.splice(0)).toEqual([]);
    });
    afterAll(async () => {
      await this.#browser?.close();
      await this.house?.remove();
    });
  }

  /** The window of somebody new, at a desk. */
  async open(): Promise<Opened> {
    const window = await openWindow(this.#browser, this.house.url, this.#errors);
    this.#contexts.push(window.context);
    return window;
  }

  /** A window of another kind. */
  async window(options: BrowserContextOptions): Promise<Opened> {
    const context = await this.#browser.newContext({ baseURL: this.house.url, ...options });
    this.#contexts.push(context);
    return { context, page: await context.newPage() };
  }

  async #begin(): Promise<void> {
    this.house = await aHouse();
    this.#browser = await openBrowser();
    const lots = TITLES.map((title, index) => ({
      title,
      openingMinor: 1_000 * (index + 1),
      closesInMs: HOUR_MS * (9 - index),
    }));
    this.sale = await putSale({ dataDir: this.house.dataDir }, { lots });
    const database = await openDatabase({ dataDir: this.house.dataDir });
    await database.catalogue.addPicture(LOST);
    await database.lotPictures.append(this.sale.lotIds[1]!, LOST.hash, 9);
    await database.close();
    await this.house.start();
  }
}

/** Waits until a catalogue shows the lots with these numbers, in this order. */
export async function shows(page: Page, wanted: number[]): Promise<void> {
  const titles = () => page.locator('.catalogue h3').allTextContents();
  await expect
    .poll(async () => (await titles()).map((title) => title.trim()), { timeout: 10_000 })
    .toEqual(wanted.map((number) => TITLES[number - 1]));
}

/** The page hears keys and fields once it is alive, and then it knows the visitor's zone. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() => document.cookie.includes('zone='));
}
