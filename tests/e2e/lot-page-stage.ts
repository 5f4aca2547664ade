import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { openBrowser } from './browser.ts';
import { aHouse, type HouseProcess } from './house.ts';
import { openLot, type LotWindow } from './lot-page.ts';
import { bidders, send, signUp, type Visitor } from './people.ts';
import { putSale } from './sale.ts';

/** Lots of the sale: one for each journey, and for each that is tried again. */
const LOTS = 16;

/** A house with an owner and two bidders. Each journey has a lot: the estimate is 20 to 40, the opening price 10. */
export class LotPageStage {
  house!: HouseProcess;
  browser!: Browser;
  owner!: Visitor;
  /** Bidders with paddles 101 and 102. */
  ada!: Visitor;
  bo!: Visitor;
  /** The journey's lot. */
  lotId!: string;
  /** What pages threw. */
  readonly errors: string[] = [];
  /** Are closed behind the journey. */
  readonly contexts: BrowserContext[] = [];
  #lotIds: string[] = [];

  /** To be called where the journeys are described. */
  constructor() {
    beforeAll(() => this.#begin());
    beforeEach(async () => {
      this.lotId = this.#lotIds.shift()!;
      await Promise.all(this.contexts.splice(0).map((context) => context.close()));
    });
    afterAll(async () => {
      await this.browser?.close();
      await this.house?.remove();
    });
  }

  /** Opens the lot in a window of its own, and then `path` where one is given. */
  async open(person: Visitor | null, path?: string): Promise<LotWindow> {
    const window = await openLot(this.browser, this.house.url, this.lotId, person, this.errors);
    this.contexts.push(window.context);
    if (path) await window.page.goto(path);
    return window;
  }

  /** A bid from another place. */
  async bidBy(person: Visitor, maxMinor: number): Promise<void> {
    const id = crypto.randomUUID();
    const answer = await send(this.house.url, `/api/lots/${this.lotId}/bids`, { id, maxMinor }, person.cookie);
    expect(answer.status).toBe(200);
  }

  async #begin(): Promise<void> {
    this.house = await aHouse({ BIDS_PER_SECOND: '100' });
    const lots = Array.from({ length: LOTS }, (_, index) => ({
      title: `Chair ${index + 1}`,
      openingMinor: 1000,
      closesInMs: 1_800_000,
    }));
    const sale = await putSale({ dataDir: this.house.dataDir }, { lots });
    this.#lotIds = sale.lotIds;
    await this.house.start();
    this.browser = await openBrowser();
    this.owner = await signUp(this.house.url, 'Owner');
    [this.ada, this.bo] = (await bidders(this.house.url, sale.slug, 2)) as [Visitor, Visitor];
  }
}

/** Where a person types his own maximum. */
export const maximumField = (page: Page) => page.getByLabel('Or your own maximum');
