import { expect, it } from 'vitest';
import type { LotOrder, LotWish } from '../catalogue/finding.types.ts';
import { BrokenCursor } from '../errors.ts';
import { addAuction, addLot, addPerson, order as command, place } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

const HOUR_MS = 3_600_000;
const ORDERS: LotOrder[] = ['ending', 'number', 'price', 'bids'];

/** Searching and sorting public lots. */
export function registerFindingContract(open: () => TestHouse): void {
  /** The numbers of all lots that fit, page by page. */
  const found = async (wish: LotWish, order: LotOrder = 'number', limit = 2): Promise<number[]> => {
    const numbers: number[] = [];
    let cursor: string | null = null;
    do {
      const page = await open().database.finding.lots(wish, order, { limit, ...(cursor ? { cursor } : {}) });
      numbers.push(...page.items.map(({ lot }) => lot.number));
      cursor = page.nextCursor;
    } while (cursor);
    return numbers;
  };

  /** Five lots: 1 with bids, 2 coming, 3 withdrawn, 4 a bid of another kind of thing, 5 untouched. */
  const aSale = async () => {
    const house = open();
    const [ada, bo] = [await addPerson(house), await addPerson(house)];
    const auction = await addAuction(house, [ada, bo]);
    const lot = (number: number, title: string, change: Parameters<typeof addLot>[2] = {}) =>
      addLot(house, auction, { number, title, endsAt: Date.now() + HOUR_MS + number, ...change });
    const one = await lot(1, 'A pair of walnut chairs', { endsAt: Date.now() + 9 * HOUR_MS });
    await lot(2, 'Стеклянная ваза', { startsAt: Date.now() + HOUR_MS, endsAt: Date.now() + 2 * HOUR_MS });
    const three = await lot(3, 'Œuvre d’été, walnut frame');
    const four = await lot(4, 'Café sign', { category: 'signs' });
    await lot(5, '花瓶, a vase');
    await place(house.database, one.id, [{ personId: ada, maxMinor: 9_000_000 }]);
    await place(house.database, one.id, [{ personId: bo, maxMinor: 20_000 }]);
    await place(house.database, four.id, [{ personId: bo, maxMinor: 5_000 }]);
    await command(house.database, three.id, { type: 'WithdrawLot' });
    return { house, auction, one };
  };

  it('finds lots by their words, in near forms, without accents, in any script', async () => {
    const { auction } = await aSale();
    const by = (text: string) => found({ auctionId: auction.id, text });
    expect(await by('chair')).toEqual([1]);
    expect(await by('WALNUT  CHAIRS')).toEqual([1]);
    expect(await by('waln')).toEqual([1, 3]);
    expect(await by('ете oeuvre')).toEqual([]);
    expect(await by('ete oeuvre')).toEqual([3]);
    expect(await by('cafe')).toEqual([4]);
    expect(await by('вазы')).toEqual([2]);
    expect(await by('СТЕКЛЯННУЮ')).toEqual([2]);
    expect(await by('瓶')).toEqual([5]);
    expect(await by('signs')).toEqual([4]);
    expect(await by('5')).toEqual([5]);
    for (const nothing of ['?!', "'; DROP TABLE lots; --", '%', '\\', 'chair | vase']) {
      expect(await by(nothing), nothing).toEqual([]);
    }
  });

  it('reads a lot again when its words change, and forgets it when it goes', async () => {
    const { house, auction, one } = await aSale();
    expect(await found({ auctionId: auction.id, text: 'chairs' })).toEqual([1]);
    await raw(house, `UPDATE lots SET title = 'A pair of stools' WHERE id = '${one.id}'`);
    expect(await found({ auctionId: auction.id, text: 'chairs' })).toEqual([]);
    expect(await found({ auctionId: auction.id, text: 'stool' })).toEqual([1]);
    const words = () => raw(house, `SELECT 1 FROM lot_words WHERE lot_id = '${one.id}'`);
    expect(await words()).toHaveLength(1);
    await raw(house, `DELETE FROM lot_bidders WHERE lot_id = '${one.id}'`);
    await raw(house, `ALTER TABLE lot_events DISABLE TRIGGER lot_events_append_only`);
    await raw(house, `DELETE FROM lot_events WHERE lot_id = '${one.id}'`);
    await raw(house, `ALTER TABLE lot_events ENABLE TRIGGER lot_events_append_only`);
    await raw(house, `DELETE FROM lots WHERE id = '${one.id}'`);
    expect(await words()).toEqual([]);
  });

  it('narrows by category, status and public price', async () => {
    const { auction } = await aSale();
    const by = (wish: LotWish) => found({ auctionId: auction.id, ...wish });
    expect(await by({ category: 'signs' })).toEqual([4]);
    expect(await by({ status: 'open' })).toEqual([1, 4, 5]);
    expect(await by({ status: 'scheduled' })).toEqual([2]);
    expect(await by({ status: 'withdrawn' })).toEqual([3]);
    expect(await by({ status: 'sold' })).toEqual([]);
    // Ada's maximum stays hidden: only the price that everybody sees counts.
    expect(await by({ minMinor: 20_001 })).toEqual([1]);
    expect(await by({ minMinor: 30_000 })).toEqual([]);
    expect(await by({ maxMinor: 1_000 })).toEqual([2, 3, 4, 5]);
    expect(await by({ minMinor: 1_000, maxMinor: 1_000, status: 'open' })).toEqual([4, 5]);
  });

  it('sorts, page by page', async () => {
    const { auction } = await aSale();
    const by = (order: LotOrder) => found({ auctionId: auction.id }, order);
    expect(await by('number')).toEqual([1, 2, 3, 4, 5]);
    expect(await by('ending')).toEqual([4, 5, 1, 2, 3]);
    expect(await by('price')).toEqual([2, 3, 4, 5, 1]);
    expect(await by('bids')).toEqual([1, 4, 2, 3, 5]);
    for (const order of ORDERS) {
      expect(await found({ auctionId: auction.id }, order, 1)).toEqual(
        await found({ auctionId: auction.id }, order, 9),
      );
    }
  });

  it('counts by auction, category and status', async () => {
    const { house, auction } = await aSale();
    const counts = await house.database.finding.counts({ auctionId: auction.id, maxMinor: 5_000 });
    expect(counts.toSorted((a, b) => (a.category + a.status < b.category + b.status ? -1 : 1))).toEqual([
      { auctionId: auction.id, category: 'signs', status: 'open', count: 1 },
      { auctionId: auction.id, category: 'things', status: 'open', count: 1 },
      { auctionId: auction.id, category: 'things', status: 'scheduled', count: 1 },
      { auctionId: auction.id, category: 'things', status: 'withdrawn', count: 1 },
    ]);
    expect(await house.database.finding.counts({ text: '?' })).toEqual([]);
  });

  it('never finds a draft', async () => {
    const { house, auction, one } = await aSale();
    await raw(house, `UPDATE lots SET status = 'draft' WHERE id = '${one.id}'`);
    expect(await found({ auctionId: auction.id, text: 'chairs' })).toEqual([]);
    expect(await found({ auctionId: auction.id })).toEqual([2, 3, 4, 5]);
    expect((await house.database.finding.counts({ auctionId: auction.id })).every(({ count }) => count > 0)).toBe(true);
  });

  it('refuses a cursor that it never gave', async () => {
    const { finding, catalogue } = open().database;
    const pack = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
    const good = pack(['number', 1, 'x']);
    await finding.lots({}, 'number', { limit: 1, cursor: good });
    const broken = ['', 'x', good.slice(1), pack(['bids', 0, 1, 'x']), pack(['number', 1.5, 'x']), pack(['number', 1])];
    const worse = [pack(['number', 1e300, 'x']), pack(['number', 1, 'a\0b']), pack(['number', '1', 'x']), pack(null)];
    for (const cursor of [...broken, ...worse]) {
      await expect(finding.lots({}, 'number', { limit: 1, cursor }), cursor).rejects.toBeInstanceOf(BrokenCursor);
      await expect(catalogue.auctions({ limit: 1, cursor }), cursor).rejects.toBeInstanceOf(BrokenCursor);
      await expect(catalogue.lotsOf('a', { limit: 1, cursor }), cursor).rejects.toBeInstanceOf(BrokenCursor);
    }
    // Whole numbers that no column could hold are no error of the database either.
    const far = Number.MAX_SAFE_INTEGER;
    for (const order of ORDERS) {
      const keys = {
        number: [far, 'x'],
        ending: [far, far, far, 'x'],
        price: ['x', far, far, 'x'],
        bids: [far, far, 'x'],
      };
      const page = await finding.lots({}, order, { limit: 1, cursor: pack([order, ...keys[order]]) });
      expect(page.items).toEqual([]);
    }
    expect((await catalogue.lotsOf('a', { limit: 1, cursor: pack([far]) })).items).toEqual([]);
    expect((await catalogue.auctions({ limit: 1, cursor: pack([far, far, 'x']) })).items).toEqual([]);
  });
}
