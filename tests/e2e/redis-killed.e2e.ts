import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { openDatabase } from '@rostrum/database';
import type { BidAnswer } from '@rostrum/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumPath, openBrowser } from './browser.ts';
import { aHouse, until, type HouseProcess } from './house.ts';
import { eventsOf } from './ledger.ts';
import { openLot } from './lot-page.ts';
import { ownDatabase, type OwnDatabase } from './own-database.ts';
import { lacksRedis, ownRedis, type OwnRedis } from './own-redis.ts';
import { bidders, send, type Visitor } from './people.ts';
import { putSale } from './sale.ts';

const postgres = process.env.TEST_DATABASE_URL;
const lacks = !postgres || !chromiumPath ? 'needs TEST_DATABASE_URL and a Chromium' : lacksRedis();

/** The versions of the bids that a page shows, the earlier ones unfolded. */
async function shownBids(page: Page): Promise<number[]> {
  const more = page.getByRole('button', { name: /earlier bid/ });
  while (await more.isVisible()) await more.click();
  const rows = page.locator('[data-bid]');
  const versions = await rows.evaluateAll((all) => all.map((row) => Number((row as HTMLElement).dataset.bid)));
  return versions.toSorted((a, b) => a - b);
}

describe.skipIf(lacks)(`Redis is killed within a bid war over two nodes${lacks ? ` (${lacks})` : ''}`, () => {
  let database: OwnDatabase;
  let redis: OwnRedis;
  const nodes: HouseProcess[] = [];
  beforeAll(async () => {
    database = await ownDatabase(postgres!);
    redis = await ownRedis();
    await redis.start();
  });
  afterAll(async () => {
    for (const node of nodes) await node.remove();
    await redis?.kill();
    await database?.drop();
  });

  test('prices go on moving on both nodes, both pages end equal, and no bid is lost', async () => {
    const lot = { title: 'A walnut chair', openingMinor: 1_000, closesInMs: 600_000 };
    const { slug, lotIds } = await putSale({ url: database.url }, { lots: [lot] });
    const lotId = lotIds[0]!;
    const env = { DATABASE_URL: database.url, REDIS_URL: redis.url, BIDS_PER_SECOND: '1000' };
    nodes.push(await aHouse(env), await aHouse(env));
    for (const node of nodes) await node.start();
    const [north, south] = nodes as [HouseProcess, HouseProcess];
    const people = await bidders(north.url, slug, 4);
    const errors: string[] = [];
    const browsers = await Promise.all([openBrowser(), openBrowser()]);
    const inNorth = await openLot(browsers[0]!, north.url, lotId, people[0]!, errors);
    const inSouth = await openLot(browsers[1]!, south.url, lotId, people[1]!, errors);
    const busStands = () => until(async () => (await redis.listeners('rostrum_bus')) === 2, 'both nodes listen');
    await busStands();

    const acknowledged = new Map<string, { answer: BidAnswer; who: Visitor; node: HouseProcess }>();
    let step = 0;
    /** A bid through a node; the page on the other node shows it before the next one is made. */
    const exchange = async (node: HouseProcess): Promise<void> => {
      step += 1;
      const who = people[2 + (step % 2)]!;
      const body = { id: randomUUID(), lotId, maxMinor: 2_000 + step * 500, currency: 'USD' };
      const said = await send(node.url, `/api/lots/${lotId}/bids`, body, who.cookie);
      const answer = (await said.json()) as BidAnswer;
      acknowledged.set(body.id, { answer, who, node });
      const version = answer.ok ? answer.receipt.version : 0;
      const { page } = node === north ? inSouth : inNorth;
      await page.locator(`[data-bid="${version}"]`).waitFor({ state: 'attached' });
    };
    const war = async (exchanges: number): Promise<void> => {
      for (let i = 0; i < exchanges; i++) await exchange(i % 2 === 0 ? north : south);
    };

    await war(6);
    await redis.kill();
    // Nobody carries anything from node to node now: each price is found by the sweep of the ledger.
    await war(6);
    expect(await redis.listeners('rostrum_bus')).toBe(0);
    await redis.start();
    await war(2);
    await busStands();
    await war(6);

    for (const [id, { answer, who, node }] of acknowledged) {
      expect(answer, id).toMatchObject({ ok: true });
      const settled = await send(node.url, `/api/me/commands/${id}/settle`, {}, who.cookie);
      expect(await settled.json()).toMatchObject({ settled: 'answered', answer });
    }
    const events = await eventsOf(north.url, lotId);
    expect(await eventsOf(south.url, lotId)).toEqual(events);
    expect(events.map(({ version }) => version)).toEqual(events.map((_, index) => index + 1));
    const placed = events.filter(({ type }) => type === 'BidPlaced').map(({ version }) => version);
    for (const { page } of [inNorth, inSouth]) {
      await page.locator(`[data-bid="${placed.at(-1)}"]`).waitFor({ state: 'attached' });
      expect(await shownBids(page)).toEqual(placed);
    }
    expect(errors).toEqual([]);
    for (const browser of browsers) await browser.close();
    expect(await Promise.all(nodes.map((node) => node.stop()))).toEqual([0, 0]);
    const store = await openDatabase({ url: database.url });
    for await (const checked of store.ledger.verify()) expect(checked.ok).toBe(true);
    await store.close();
  });
});
