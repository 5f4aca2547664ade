import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addAuction, addLot, addPerson, auctionRow } from './sale.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** Auctions, lots, pictures and registrations as the catalogue shows them. */
export function registerCatalogueContract(open: () => TestHouse): void {
  it('keeps an auction as it was given, with what follows from its lots', async () => {
    const house = open();
    const row = auctionRow();
    await house.database.catalogue.addAuction(row);
    const empty = { lotCount: 0, openCount: 0, scheduledCount: 0, lastEndsAt: null, coverHash: null };
    expect(await house.database.catalogue.auctionBySlug(row.slug)).toEqual({ ...row, ...empty });
    await addLot(house, row, { number: 1 });
    await addLot(house, row, { number: 2, pictureHashes: ['cover', 'back'] });
    const last = await addLot(house, row, { number: 3, startsAt: Date.now() + 9e6, endsAt: Date.now() + 9.9e6 });
    expect(await house.database.catalogue.auctionsById([row.id, 'unknown'])).toEqual([
      { ...row, lotCount: 3, openCount: 2, scheduledCount: 1, lastEndsAt: last.endsAt, coverHash: 'cover' },
    ]);
    expect(await house.database.catalogue.auctionBySlug('unknown')).toBeNull();
  });

  it('lists running auctions, then coming ones, page by page', async () => {
    const house = open();
    const coming = await addAuction(house, [], { opensAt: 5 });
    const later = await addAuction(house, [], { opensAt: 6 });
    const running = await addAuction(house);
    await addLot(house, running, { endsAt: Date.now() + 1_000_000 });
    const ids: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await house.database.catalogue.auctions(cursor ? { limit: 2, cursor } : { limit: 2 });
      ids.push(...page.items.map(({ id }) => id));
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => [coming.id, later.id, running.id].includes(id))).toEqual([
      running.id,
      coming.id,
      later.id,
    ]);
  });

  it('lists lots by number and finds a lot with its neighbours', async () => {
    const house = open();
    const { catalogue } = house.database;
    const auction = await addAuction(house);
    const lots = [];
    for (const number of [3, 1, 2]) lots.push(await addLot(house, auction, { number, title: `No ${number}` }));
    const [three, one, two] = lots;
    const first = await catalogue.lotsOf(auction.id, { limit: 2 });
    const second = await catalogue.lotsOf(auction.id, { limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ lot }) => lot)).toEqual([one, two, three]);
    expect([first.items[0]?.title, second.nextCursor]).toEqual(['No 1', null]);
    expect(await catalogue.lot(two?.id ?? '')).toMatchObject({
      lot: two,
      title: 'No 2',
      estimateLowMinor: null,
      estimateHighMinor: 5_000,
      auction: { id: auction.id, lotCount: 3 },
      previousLotId: one?.id,
      nextLotId: three?.id,
    });
    expect(await catalogue.lot('unknown')).toBeNull();
    expect(await catalogue.labels([one?.id ?? '', 'unknown'])).toEqual(
      new Map([
        [
          one?.id,
          { auctionId: auction.id, auctionSlug: auction.slug, number: 1, title: 'No 1', currency: 'EUR', exponent: 2 },
        ],
      ]),
    );
  });

  it('keeps pictures by their hash', async () => {
    const { catalogue } = open().database;
    const plain = {
      hash: randomUUID(),
      width: 9,
      height: 8,
      widths: [320, 640],
      alt: '',
      placeholder: 'data:',
      credit: null,
    };
    const credit = { title: 'A', author: 'B', licence: 'CC0', sourceUrl: 'https://example.test' };
    const credited = { ...plain, hash: randomUUID(), credit };
    for (const row of [plain, credited, { ...plain, alt: 'again' }]) await catalogue.addPicture(row);
    const found = await catalogue.pictures([plain.hash, credited.hash, 'unknown']);
    expect(found).toEqual(new Map([plain, credited].map((row) => [row.hash, row])));
    // A version of the house that makes files of other widths met an upload that the one before had.
    await catalogue.addPicture({ ...plain, widths: [320, 480, 640], alt: 'again' });
    expect((await catalogue.pictures([plain.hash])).get(plain.hash)).toEqual({ ...plain, widths: [320, 480, 640] });
  });

  describe('registration', () => {
    it('gives paddles from 101 without gaps, to many at once, each person one', async () => {
      const house = open();
      const { catalogue } = house.database;
      const auction = await addAuction(house);
      const people = await Promise.all([1, 2, 3, 4, 5, 6].map(() => addPerson(house)));
      const paddles = await Promise.all(people.map((id) => catalogue.register(auction.id, id)));
      await expect(catalogue.register(auction.id, 'nobody')).rejects.toThrow();
      expect(paddles.map(({ paddle }) => paddle).toSorted()).toEqual([101, 102, 103, 104, 105, 106]);
      expect(await catalogue.register(auction.id, people[2] ?? '')).toEqual(paddles[2]);
      expect(await catalogue.register(auction.id, await addPerson(house))).toEqual({ paddle: 107 });
      await expect(catalogue.register('unknown', people[0] ?? '')).rejects.toThrow('no auction');
    });

    it('keeps limits and bars', async () => {
      const house = open();
      const { catalogue } = house.database;
      const ada = await addPerson(house);
      const auction = await addAuction(house, [ada]);
      await catalogue.setLimit(auction.id, ada, 9_000_000_000_000);
      await catalogue.setBarred(auction.id, ada, true);
      const row = { auctionId: auction.id, paddle: 101, limitMinor: 9_000_000_000_000, barred: true };
      expect(await catalogue.registrations(ada)).toEqual([row]);
      await catalogue.setLimit(auction.id, ada, null);
      expect(await catalogue.registrations(ada)).toEqual([{ ...row, limitMinor: null }]);
      await expect(catalogue.setLimit(auction.id, 'nobody', 1)).rejects.toThrow('not registered');
    });
  });
}
