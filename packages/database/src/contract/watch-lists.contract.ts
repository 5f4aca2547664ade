import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { ClosingLot } from '../watchlist/watch-lists.ts';
import { addAuction, addLot, addPerson } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** What people watch, and what they are told before it closes. */
export function registerWatchListsContract(open: () => TestHouse): void {
  const AT = Date.now() + 10_000_000;
  const closingLot = async (endsAt: number): Promise<string> =>
    (await addLot(open(), await addAuction(open()), { endsAt })).id;
  const tell = ({ lot, personIds }: ClosingLot) =>
    personIds.map((personId) => ({
      id: randomUUID(),
      personId,
      lotId: lot.id,
      seq: 0,
      topic: 'closing',
      at: AT,
      priceMinor: lot.priceMinor,
      minimumMinor: null,
    }));
  const take = (now: number) => open().database.watchLists.takeClosing({ now, until: now + 300_000, limit: 100 }, tell);
  const topicsOf = async (personId: string): Promise<string[]> =>
    (await open().database.notices.of(personId, { limit: 9 })).map(({ topic, lotId }) => `${topic} ${lotId}`);

  it('keep each lot once, the latest first, and for one person alone', async () => {
    const { watchLists } = open().database;
    const [ada, bo] = [await addPerson(open()), await addPerson(open())];
    for (const lot of ['a', 'b', 'a']) expect(await watchLists.add(ada, lot, 2)).toBe('done');
    expect(await watchLists.add(ada, 'c', 2)).toBe('full');
    expect(await watchLists.of(ada)).toEqual(['b', 'a']);
    expect(await watchLists.of(bo)).toEqual([]);
    await watchLists.remove(ada, 'b');
    await watchLists.remove(bo, 'a');
    expect(await watchLists.of(ada)).toEqual(['a']);
  });

  it('tell of a lot that closes soon once, whoever asks at the same time and however its end moves', async () => {
    const house = open();
    const ada = await addPerson(house);
    const lot = await closingLot(AT + 200_000);
    const later = await closingLot(AT + 400_000);
    for (const id of [lot, later]) await house.database.watchLists.add(ada, id, 9);
    const taken = await Promise.all([take(AT), take(AT), take(AT)]);
    expect(taken.reduce((sum, { notices }) => sum + notices, 0)).toBe(1);
    expect(await topicsOf(ada)).toEqual([`closing ${lot}`]);
    await raw(house, `UPDATE lots SET ends_at = ends_at + 3600000 WHERE id = '${lot}'`);
    expect((await take(AT + 3_500_000)).notices).toBe(0);
  });

  it('wait for the new end of a lot that was extended before it was told of', async () => {
    const house = open();
    const ada = await addPerson(house);
    const lot = await closingLot(AT + 20_000_000);
    await house.database.watchLists.add(ada, lot, 9);
    await raw(house, `UPDATE lots SET ends_at = ends_at + 600000 WHERE id = '${lot}'`);
    expect((await take(AT + 19_900_000)).lots).toBe(0);
    expect(await take(AT + 20_400_000)).toEqual({ lots: 1, notices: 1 });
  });

  it('tell nothing where it failed on the way, and again the next time', async () => {
    const house = open();
    const ada = await addPerson(house);
    const lot = await closingLot(AT + 40_000_000);
    await house.database.watchLists.add(ada, lot, 9);
    const { watchLists } = house.database;
    const at = { now: AT + 39_900_000, until: AT + 40_100_000, limit: 9 };
    const failing = watchLists.takeClosing(at, () => {
      throw new Error('boom');
    });
    await expect(failing).rejects.toThrow('boom');
    expect(await topicsOf(ada)).toEqual([]);
    expect(await watchLists.takeClosing(at, tell)).toEqual({ lots: 1, notices: 1 });
  });

  it('forget people and lots that are gone', async () => {
    const house = open();
    const ada = await addPerson(house, { demo: true });
    const bo = await addPerson(house);
    const demo = await addLot(house, await addAuction(house, [], { demo: true }));
    const real = await addLot(house, await addAuction(house));
    for (const personId of [ada, bo]) {
      for (const { id } of [demo, real]) await house.database.watchLists.add(personId, id, 9);
    }
    await house.database.house.removeDemo();
    expect(await house.database.watchLists.of(ada)).toEqual([]);
    expect(await house.database.watchLists.of(bo)).toEqual([real.id]);
  });
}
