import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { addAuction, addLot, addPerson } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

const NOW = 5_000_000;

/** What people were told, page by page, and what they want to be told. */
export function registerNoticesContract(open: () => TestHouse): void {
  it('are read from the newest backwards, and forwards from any', async () => {
    const house = open();
    const ada = await addPerson(house);
    const ids = ['1', '2', '3', '4'].map((mark) => `${mark}${randomUUID().slice(1)}`);
    for (const id of ids) {
      await raw(
        house,
        `INSERT INTO notices (id, person_id, lot_id, seq, topic, at) VALUES ('${id}', '${ada}', '${id}', 1, 'outbid', 0)`,
      );
    }
    const read = async (where: { since?: string; before?: string }): Promise<string[]> =>
      (await house.database.notices.of(ada, { ...where, limit: 2 })).map(({ id }) => id);
    expect(await read({})).toEqual(ids.slice(2));
    expect(await read({ before: ids[2]! })).toEqual(ids.slice(0, 2));
    expect(await read({ before: ids[0]! })).toEqual([]);
    expect(await read({ since: ids[0]! })).toEqual(ids.slice(1, 3));
  });

  it('are about a lot, or about an auction and what was said there, once each', async () => {
    const house = open();
    const { notices } = house.database;
    const ada = await addPerson(house);
    const auction = await addAuction(house, [], { demo: true });
    const money = { priceMinor: null, minimumMinor: null };
    const of = {
      id: randomUUID(),
      personId: ada,
      lotId: null,
      auctionId: auction.id,
      seq: 3,
      topic: 'mention',
      at: 5,
      ...money,
    };
    const talk = { room: `auction:${auction.id}`, messageId: 'm' };
    const lot = { ...of, id: randomUUID(), lotId: 'l', auctionId: null, topic: 'won', urgent: true };
    expect(await notices.add([{ ...of, talk }, lot])).toBe(2);
    const again = [of, lot, { ...of, personId: 'gone' }].map((each) => ({ ...each, id: randomUUID() }));
    expect(await notices.add(again)).toBe(0);
    const plain = { ...of, urgent: false, talk, seenAt: null };
    expect(new Set(await notices.of(ada, { limit: 9 }))).toEqual(
      new Set([plain, { ...lot, talk: null, seenAt: null }]),
    );
    await house.database.house.removeDemo();
    expect(await notices.of(ada, { limit: 9 })).toMatchObject([{ topic: 'won' }]);
  });

  it('tell who asked for it of a new auction, once', async () => {
    const house = open();
    const { notices, preferences } = house.database;
    const tell = async (): Promise<void> => {
      while ((await notices.tellOfAuctions(NOW)).auctions > 0);
    };
    await tell();
    const [ada, bo, cy] = [await addPerson(house), await addPerson(house), await addPerson(house, { demo: true })];
    const chosen = (channel: string, wanted: boolean) => ({ topic: 'auction', channel, wanted });
    for (const personId of [ada, cy])
      await preferences.choose(personId, [chosen('toast', false), chosen('mail', true)]);
    await preferences.choose(bo, [chosen('toast', false)]);
    const [sale, empty] = [await addAuction(house), await addAuction(house)];
    for (const auction of [sale, await addAuction(house, [], { demo: true })]) await addLot(house, auction);
    await Promise.all([tell(), tell()]);
    await tell();
    const told = async (personId: string) =>
      (await notices.of(personId, { limit: 99 })).map(({ auctionId }) => auctionId);
    expect([await told(ada), await told(bo), await told(cy)]).toEqual([[sale.id], [], []]);
    const [notice] = await notices.of(ada, { limit: 1 });
    expect(notice).toMatchObject({ topic: 'auction', lotId: null, at: NOW, seq: 0 });
    expect(notice!.id).toMatch(/^0000004c-4b40-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    // One without lots is none yet.
    await addLot(house, empty);
    await tell();
    expect(new Set(await told(ada))).toEqual(new Set([sale.id, empty.id]));
  });

  it('are wanted as each person chose for each channel, and at his pace and hours', async () => {
    const { preferences } = open().database;
    const [ada, bo] = [await addPerson(open()), await addPerson(open())];
    const outbid = { topic: 'outbid', channel: 'toast', wanted: false };
    const won = { topic: 'won', channel: 'toast', wanted: true };
    const wonByMail = { topic: 'won', channel: 'mail', wanted: false };
    await preferences.choose(ada, [outbid, won]);
    await preferences.choose(ada, [{ ...outbid, wanted: true }, wonByMail]);
    await preferences.choose(bo, []);
    expect(await preferences.of(ada)).toEqual([{ ...outbid, wanted: true }, wonByMail, won]);
    expect(await preferences.of(bo)).toEqual([]);

    expect(await preferences.settings(ada)).toBeNull();
    await preferences.set(ada, {});
    expect(await preferences.settings(ada)).toBeNull();
    await preferences.set(ada, { quietFrom: 1_320, quietTo: 420 });
    await preferences.set(ada, { mailPace: 'daily', zone: 'Europe/Berlin' });
    const all = { mailPace: 'daily', quietFrom: 1_320, quietTo: 420, zone: 'Europe/Berlin' };
    expect(await preferences.settings(ada)).toEqual(all);
    await preferences.set(ada, { quietFrom: null, quietTo: null });
    expect(await preferences.settings(ada)).toEqual({ ...all, quietFrom: null, quietTo: null });
    await expect(preferences.set(ada, { quietFrom: 1_440, quietTo: 1 })).rejects.toThrow();
  });
}
