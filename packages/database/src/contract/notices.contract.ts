import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { addPerson } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

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

  it('are wanted as each person chose for each channel', async () => {
    const { preferences } = open().database;
    const [ada, bo] = [await addPerson(open()), await addPerson(open())];
    await preferences.choose(
      ada,
      'toast',
      new Map([
        ['outbid', false],
        ['won', true],
      ]),
    );
    await preferences.choose(
      ada,
      'toast',
      new Map([
        ['outbid', true],
        ['lost', false],
      ]),
    );
    await preferences.choose(ada, 'mail', new Map([['won', false]]));
    await preferences.choose(bo, 'toast', new Map());
    expect(Object.fromEntries(await preferences.of(ada, 'toast'))).toEqual({ outbid: true, won: true, lost: false });
    expect(Object.fromEntries(await preferences.of(ada, 'mail'))).toEqual({ won: false });
    expect((await preferences.of(bo, 'toast')).size).toBe(0);
  });
}
