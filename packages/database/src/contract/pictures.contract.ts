import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { addAuction, addLot, addPerson } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

const LATER = Date.now() + 3_600_000;

/** Pictures of lots: their order, their words, and what becomes of those that nobody shows. */
export function registerPicturesContract(open: () => TestHouse): void {
  const add = async (alt = ''): Promise<string> => {
    const hash = randomUUID();
    await open().database.catalogue.addPicture({
      hash,
      width: 9,
      height: 8,
      widths: [320, 640],
      alt,
      placeholder: 'data:',
      credit: null,
    });
    return hash;
  };
  const lotWith = async (pictureHashes: string[], demo = false): Promise<string> =>
    (await addLot(open(), await addAuction(open(), [], { demo }), { pictureHashes })).id;
  const hashesOf = async (lotId: string): Promise<string[] | undefined> =>
    (await open().database.lotPictures.of(lotId))?.map(({ hash }) => hash);
  const unused = async (): Promise<string[]> =>
    (await open().database.lotPictures.unused(LATER, 100)).map(({ hash }) => hash);

  it('are put behind the others, each once, and at most as many as a lot may have', async () => {
    const { lotPictures } = open().database;
    const [one, two, three] = [await add('one'), await add(), await add()];
    const lot = await lotWith([]);
    for (const hash of [one, two, one]) expect(await lotPictures.append(lot, hash, 2)).toBe('done');
    expect(await lotPictures.append(lot, three, 2)).toBe('full');
    expect(await hashesOf(lot)).toEqual([one, two]);
    expect((await lotPictures.of(lot))?.[0]).toMatchObject({ hash: one, alt: 'one', widths: [320, 640] });
    expect(await lotPictures.append(lot, 'no such picture', 9)).toBe('unknown');
    expect(await lotPictures.append('no such lot', one, 9)).toBe('unknown');
    expect(await lotPictures.of('no such lot')).toBeNull();
  });

  it('take a new order without losing what it does not name', async () => {
    const { lotPictures } = open().database;
    const [one, two, three] = [await add(), await add(), await add()];
    const lot = await lotWith([one, two, three]);
    expect(await lotPictures.arrange(lot, [three, one], 9)).toBe('done');
    expect(await hashesOf(lot)).toEqual([three, one, two]);
  });

  it('come back when a removal is taken back, and are unused meanwhile', async () => {
    const { lotPictures } = open().database;
    const [one, two] = [await add(), await add()];
    const [lot, other] = [await lotWith([one, two]), await lotWith([two])];
    await lotPictures.remove(lot, one);
    await lotPictures.remove(lot, two);
    expect(await hashesOf(lot)).toEqual([]);
    expect(await unused()).toContain(one);
    expect(await unused()).not.toContain(two);
    expect(await lotPictures.unused(Date.now() - 60_000, 100)).toEqual([]);
    expect(await lotPictures.arrange(lot, [one, two], 9)).toBe('done');
    expect(await hashesOf(lot)).toEqual([one, two]);
    expect(await unused()).not.toContain(one);
    expect(await hashesOf(other)).toEqual([two]);
  });

  it('are forgotten only while no lot shows them, and kept for a while by who is about to', async () => {
    const house = open();
    const { lotPictures, catalogue } = house.database;
    const [shown, held, left] = [await add(), await add(), await add()];
    const lot = await lotWith([shown, held, left]);
    for (const hash of [shown, held, left]) await lotPictures.remove(lot, hash);
    await raw(house, 'UPDATE unused_pictures SET since = to_timestamp(0)');
    await lotPictures.append(lot, shown, 9);
    for (const hash of [shown, held, 'no such picture']) await lotPictures.hold(hash);
    const sweepable = await lotPictures.unused(1_000, 100);
    expect(sweepable.map(({ hash }) => hash).filter((hash) => [shown, held, left].includes(hash))).toEqual([left]);
    for (const hash of [shown, left]) await lotPictures.forget(hash);
    expect([...(await catalogue.pictures([shown, held, left])).keys()].toSorted()).toEqual([shown, held].toSorted());
    expect(await unused()).toContain(held);
    expect(await unused()).not.toContain(shown);
  });

  it('have words that can be changed', async () => {
    const { lotPictures, catalogue } = open().database;
    const hash = await add('a cup');
    expect(await lotPictures.describe(hash, 'a blue cup')).toBe(true);
    expect((await catalogue.pictures([hash])).get(hash)?.alt).toBe('a blue cup');
    expect(await lotPictures.describe('no such picture', '')).toBe(false);
  });

  it('of the demo go with it, unless somebody else shows them', async () => {
    const house = open();
    const [demos, shared] = [await add(), await add()];
    const gone = await lotWith([demos, shared], true);
    await lotWith([shared]);
    const [auctionId] = (
      await raw<{ id: string }>(house, `SELECT auction_id AS id FROM lots WHERE id = '${gone}'`)
    ).map(({ id }) => id);
    const real = await addAuction(house);
    await addPerson(house, { demo: true });
    const before = await house.database.house.countDemo();
    expect(before.people).toBeGreaterThanOrEqual(1);
    await house.database.house.removeDemoAuctions([auctionId ?? '', real.id]);
    expect(await house.database.house.countDemo()).toEqual({
      auctions: before.auctions - 1,
      lots: before.lots - 1,
      people: before.people,
    });
    expect(await house.database.catalogue.auctionBySlug(real.slug)).not.toBeNull();
    expect(await house.database.ledger.existing([gone])).toEqual(new Set());
    const sweepable = (await house.database.lotPictures.unused(1_000, 100)).map(({ hash }) => hash);
    expect(sweepable).toContain(demos);
    expect(sweepable).not.toContain(shared);
  });
}
