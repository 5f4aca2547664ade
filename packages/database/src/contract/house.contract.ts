import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addAuction, addLot, addPerson, differences, place } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** The house's memory, its signals, and the removal of the demo. Begins with an empty house. */
export function registerHouseContract(open: () => TestHouse): void {
  it('is empty until somebody or something comes', async () => {
    const house = open();
    expect(await house.database.house.isEmpty()).toBe(true);
    await addPerson(house);
    expect(await house.database.house.isEmpty()).toBe(false);
  });

  it('remembers its last beat by the clock of the database, and its settings', async () => {
    const { house } = open().database;
    expect(await house.alive()).toBeNull();
    const before = await house.clock();
    await house.beat();
    const alive = (await house.alive()) ?? 0;
    expect(alive).toBeGreaterThanOrEqual(before);
    expect(alive).toBeLessThanOrEqual(await house.clock());
    expect(await house.setting('name')).toBeNull();
    for (const value of ['A house', { deep: [1, null] }, 0, false]) {
      await house.setSetting('name', value);
      expect(await house.setting('name')).toEqual(value);
    }
  });

  it('counts what waits to go out, and since when', async () => {
    const house = open();
    expect(await house.database.house.outboxes()).toEqual([
      { channel: 'mail', count: 0, dueAt: null },
      { channel: 'push', count: 0, dueAt: null },
    ]);
    for (const [status, nextAt] of [
      ['queued', 70],
      ['queued', 40],
      ['sent', 10],
    ]) {
      await raw(
        house,
        `INSERT INTO mails (id, kind, cause, about, locale, data, status, next_at, expires_at, created_at)
         VALUES ('${randomUUID()}', 'outbid', '${randomUUID()}', '', 'en', '{}', '${status}', ${nextAt}, 100, 0)`,
      );
    }
    expect((await house.database.house.outboxes())[0]).toEqual({ channel: 'mail', count: 2, dueAt: 40 });
    await raw(house, 'DELETE FROM mails');
  });

  it('answers a ping', async () => {
    await open().database.ping(5_000);
  });

  it('runs exclusive work one after the other, with all stores, and other names beside it', async () => {
    const { house } = open().database;
    const log: string[] = [];
    const work = (mark: string) => async () => {
      log.push(`${mark} begins`);
      await house.clock();
      await house.exclusively('another', () => house.clock());
      log.push(`${mark} ends`);
      if (mark === 'a') throw new Error('boom');
    };
    const [a] = await Promise.allSettled([house.exclusively('one', work('a')), house.exclusively('one', work('b'))]);
    const order = log[0] === 'a begins' ? ['a', 'b'] : ['b', 'a'];
    expect(log).toEqual(order.flatMap((mark) => [`${mark} begins`, `${mark} ends`]));
    expect(a.status).toBe('rejected');
  });

  it('carries signals to those who listen to the channel', async () => {
    const { signals } = open().database;
    const heard: string[] = [];
    const stop = await signals.listen('lots', (payload) => heard.push(payload));
    await signals.notify('others', 'no');
    await signals.notify('lots', 'yes');
    await expect.poll(() => heard, { timeout: 5_000 }).toEqual(['yes']);
    await stop();
    await signals.notify('lots', 'no more');
    const again = await signals.listen('lots', (payload) => heard.push(`2 ${payload}`));
    await signals.notify('lots', 'last');
    await expect.poll(() => heard.at(-1), { timeout: 5_000 }).toBe('2 last');
    expect(heard).not.toContain('no more');
    await again();
  });

  describe('transactions', () => {
    it('do not mix with what others do at the same time', async () => {
      const { engine, database } = open();
      const key = randomUUID();
      const failing = engine.kysely.transaction().execute(async (trx) => {
        await trx.insertInto('settings').values({ key, value: '1' }).execute();
        await new Promise((resolve) => setImmediate(resolve));
        throw new Error('boom');
      });
      const others = [1, 2, 3].map((n) => database.house.setSetting(`${key}-${n}`, n));
      await expect(failing).rejects.toThrow('boom');
      await Promise.all(others);
      expect(await database.house.setting(key)).toBeNull();
      expect(await database.house.setting(`${key}-3`)).toBe(3);
    });
  });

  it('removes the demo with its ledgers, and nothing else', async () => {
    const house = open();
    const { database } = house;
    const [robot, ada] = [await addPerson(house, { demo: true }), await addPerson(house)];
    const demo = await addAuction(house, [robot, ada], { demo: true });
    const real = await addAuction(house, [robot, ada]);
    const [demoLot, realLot] = [await addLot(house, demo), await addLot(house, real)];
    const bids = [
      { personId: robot, maxMinor: 2_000 },
      { personId: ada, maxMinor: 5_000 },
    ];
    for (const { id } of [demoLot, realLot]) await place(database, id, bids);
    await database.house.removeDemo();
    expect(await database.people.byId(robot)).toBeNull();
    expect(await database.catalogue.auctionBySlug(demo.slug)).toBeNull();
    expect((await database.ledger.read([demoLot.id, realLot.id])).map(({ lot }) => lot.id)).toEqual([realLot.id]);
    expect(await database.ledger.events(demoLot.id, { limit: 9 })).toEqual([]);
    expect(await database.catalogue.registrations(ada)).toMatchObject([{ auctionId: real.id }]);
    expect(await differences(house, [realLot.id])).toEqual([]);
    await expect(raw(house, 'DELETE FROM lot_events')).rejects.toThrow('append-only');
  });
}
