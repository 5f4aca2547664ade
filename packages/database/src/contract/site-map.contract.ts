import { expect, it } from 'vitest';
import { addAuction, addLot, addPerson, order as command, place } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

const HOUR_MS = 3_600_000;
const EVERYTHING = { page: 0, size: 10_000 };

/** Public pages and when they changed. */
export function registerSiteMapContract(open: () => TestHouse): void {
  const changeOf = async (lotId: string): Promise<number | undefined> =>
    (await open().database.siteMap.lots(EVERYTHING)).find(({ name }) => name === lotId)?.changedAt;

  it('names every public lot with its last public event, page by page', async () => {
    const house = open();
    const { siteMap } = house.database;
    const [ada, bo] = [await addPerson(house), await addPerson(house)];
    const auction = await addAuction(house, [ada, bo]);
    const before = await siteMap.count();
    const lots = [await addLot(house, auction, { number: 1 }), await addLot(house, auction, { number: 2 })];
    expect(await siteMap.count()).toEqual({ auctions: before.auctions, lots: before.lots + 2 });
    const lotId = lots[0]!.id;
    await place(house.database, lotId, [{ personId: ada, maxMinor: 50_000 }]);
    const bidAt = await changeOf(lotId);
    expect(bidAt).toBe((await house.database.ledger.events(lotId, { limit: 50 })).at(-1)!.at);
    // A raise of the leader's own is hidden.
    await place(house.database, lotId, [{ personId: ada, maxMinor: 90_000 }]);
    expect(await changeOf(lotId)).toBe(bidAt);
    await place(house.database, lotId, [{ personId: bo, maxMinor: 60_000 }]);
    expect(await changeOf(lotId)).toBeGreaterThanOrEqual(bidAt!);
    await command(house.database, lotId, { type: 'WithdrawLot' });
    expect(await changeOf(lotId)).toBeDefined();
    await raw(house, `UPDATE lots SET status = 'draft' WHERE id = '${lotId}'`);
    expect(await changeOf(lotId)).toBeUndefined();

    const whole = await siteMap.lots(EVERYTHING);
    const [first, second] = [await siteMap.lots({ page: 0, size: 1 }), await siteMap.lots({ page: 1, size: 1 })];
    expect([...first, ...second]).toEqual(whole.slice(0, 2));
    expect(await siteMap.lots({ page: 1, size: 10_000 })).toEqual([]);
  });

  it('names every auction with the last opening or end in it', async () => {
    const house = open();
    const now = Date.now();
    const auction = await addAuction(house, [], { createdAt: now - 9 * HOUR_MS, opensAt: now - 2 * HOUR_MS });
    const changed = async () =>
      (await house.database.siteMap.auctions(EVERYTHING, now)).find(({ name }) => name === auction.slug)?.changedAt;
    expect(await changed()).toBe(now - 9 * HOUR_MS);
    const lot = await addLot(house, auction, { number: 1, endsAt: now + HOUR_MS });
    expect(await changed()).toBe(now - 2 * HOUR_MS);
    await raw(house, `UPDATE lots SET ends_at = ${now - HOUR_MS} WHERE id = '${lot.id}'`);
    expect(await changed()).toBe(now - HOUR_MS);
  });
}
