import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { addPerson } from './sale.testing.ts';
import type { TestHouse } from './test-house.testing.ts';
import { raw } from './test-house.testing.ts';

/** Bids that were mistakes: asked once, answered once. */
export function registerMistakesContract(open: () => TestHouse): void {
  const ask = async (
    personId: string,
    changes: { lotId?: string; seq?: number; note?: string; askedAt?: number } = {},
  ) =>
    open().database.mistakes.ask({
      id: randomUUID(),
      personId,
      lotId: randomUUID(),
      seq: 3,
      note: 'a slip',
      askedAt: 1_000,
      ...changes,
    });
  const declined = {
    state: 'declined',
    answer: 'No.',
    answeredAt: 9_000,
    answeredBy: 'staff',
    noticeId: null,
  } as const;

  it('are kept once for each bid', async () => {
    const { mistakes } = open().database;
    const ada = await addPerson(open());
    const first = await ask(ada);
    expect(first).toMatchObject({
      personId: ada,
      seq: 3,
      note: 'a slip',
      state: 'waiting',
      answer: null,
      answeredAt: null,
    });
    expect(await ask(ada, { lotId: first.lotId, note: 'again' })).toEqual(first);
    const other = await ask(ada, { lotId: first.lotId, seq: 5, askedAt: 2_000 });
    expect(await mistakes.of(ada, first.lotId)).toEqual([other, first]);
    expect(await mistakes.of(await addPerson(open()), first.lotId)).toEqual([]);
    expect(await mistakes.byId(first.id)).toEqual(first);
    expect(await mistakes.byId('nothing')).toBeNull();
  });

  it('are answered once, and leave the list of those that wait', async () => {
    const { mistakes } = open().database;
    const ada = await addPerson(open());
    const [late, early] = [await ask(ada, { askedAt: 20 }), await ask(ada, { askedAt: 10 })];
    const mine = async (waiting: boolean) =>
      (await mistakes.list(waiting, 100)).filter(({ personId }) => personId === ada).map(({ id }) => id);
    expect(await mine(true)).toEqual([early.id, late.id]);
    expect(await mistakes.answer(early.id, declined)).toBe(true);
    expect(await mistakes.answer(early.id, { ...declined, state: 'voided' })).toBe(false);
    expect(await mistakes.answer('nothing', declined)).toBe(false);
    expect(await mistakes.byId(early.id)).toMatchObject({ state: 'declined', answer: 'No.', answeredAt: 9_000 });
    expect([await mine(true), await mine(false)]).toEqual([[late.id], [early.id]]);
  });

  it('go with their bidder', async () => {
    const ada = await addPerson(open());
    const { id } = await ask(ada);
    await raw(open(), `DELETE FROM people WHERE id = '${ada}'`);
    expect(await open().database.mistakes.byId(id)).toBeNull();
  });

  it('tell their bidder that they were declined, exactly when they are', async () => {
    const { mistakes, notices } = open().database;
    const ada = await addPerson(open());
    const { id, lotId } = await ask(ada, { seq: 7 });
    const noticeId = randomUUID();
    expect(await mistakes.answer(id, { ...declined, noticeId })).toBe(true);
    expect(await mistakes.answer(id, { ...declined, noticeId: randomUUID() })).toBe(false);
    expect(await notices.of(ada, { limit: 9 })).toMatchObject([
      { id: noticeId, lotId, seq: 7, topic: 'declined', at: 9_000, seenAt: null },
    ]);
  });
}
