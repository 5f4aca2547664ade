import { randomUUID } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { BidAnswer, BidReceipt } from '@rostrum/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { aHouse, type HouseProcess } from './house.ts';
import { eventsOf, lotOf } from './ledger.ts';
import { bidders, send } from './people.ts';
import { putSale } from './sale.ts';

const root = join(import.meta.dirname, '../..');

describe('kill -9 in the middle of 200 bids', () => {
  let house: HouseProcess;
  afterEach(() => house.remove());

  test('every acknowledged bid is there once, and every retry gets the first answer', async () => {
    house = await aHouse({ BIDS_PER_SECOND: '1000' });
    const { slug, lotIds } = await putSale(
      { dataDir: house.dataDir },
      { lots: [{ title: 'A chest', openingMinor: 100, closesInMs: 600_000 }] },
    );
    const lotId = lotIds[0]!;
    await house.start();
    const people = await bidders(house.url, slug, 4);

    const acknowledged = new Map<string, { answer: string; cookie: string; body: object }>();
    const unanswered: { cookie: string; body: { id: string; maxMinor: number } }[] = [];
    const bid = async (index: number) => {
      const { cookie } = people[index % people.length]!;
      // Each maximum is a full step above the one before, so that each arrival in order is accepted.
      const body = { id: randomUUID(), lotId, maxMinor: 100 + index * 500, currency: 'USD' };
      try {
        const answer = await send(house.url, `/api/lots/${lotId}/bids`, body, cookie);
        const text = await answer.text();
        if (answer.ok) acknowledged.set(body.id, { answer: text, cookie, body });
      } catch {
        unanswered.push({ cookie, body });
      }
    };
    let killed: Promise<void> | undefined;
    const flight: Promise<void>[] = [];
    for (let i = 0; i < 200; i++) {
      flight.push(bid(i));
      if (i % 8 === 7) await flight[i - 4];
      if (i === 120) killed = house.kill();
    }
    await Promise.all(flight);
    await killed;
    expect(acknowledged.size).toBeGreaterThan(20);
    expect(unanswered.length).toBeGreaterThan(20);

    await house.start();
    for (const { answer, cookie, body } of acknowledged.values()) {
      expect(await (await send(house.url, `/api/lots/${lotId}/bids`, body, cookie)).text()).toBe(answer);
    }
    for (const { cookie, body } of unanswered) {
      const settled = (await (await send(house.url, `/api/me/commands/${body.id}/settle`, {}, cookie)).json()) as {
        settled: string;
        answer?: BidAnswer;
      };
      expect(['answered', 'cancelled']).toContain(settled.settled);
    }
    const events = await eventsOf(house.url, lotId);
    expect(events.map((event) => event.version)).toEqual(events.map((_, index) => index + 1));
    const receipts = [...acknowledged.values()].map(
      ({ answer }) => (JSON.parse(answer) as { receipt: BidReceipt }).receipt,
    );
    // An own raise is hidden: it takes no version.
    const versions = receipts.filter(({ outcome }) => outcome !== 'raised').map(({ version }) => version);
    expect(new Set(versions).size).toBe(versions.length);
    for (const version of versions) expect(events[version - 1]?.type).toBe('BidPlaced');
    expect((await lotOf(house.url, lotId)).version).toBe(events.length);

    await house.stop();
    const verify = spawnSync(process.execPath, ['packages/database/bin/verify.ts'], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: house.dataDir, DATABASE_URL: '' },
    });
    expect(verify.stdout + verify.stderr).toContain('1 ');
    expect(verify.status).toBe(0);
  });
});
