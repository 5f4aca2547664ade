import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { LedgerEvent } from '../ledger/ledger.types.ts';
import type { NewNotice } from '../notices/notices.types.ts';
import { addAuction, addLot, addPerson, place } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { Connections, TestHouse } from './test-house.testing.ts';

/** What a notice of a lot has where nothing else was said. */
const LEFT_OPEN = { auctionId: null, urgent: false, talk: null, seenAt: null };
const keyOf = ({ lotId, seq }: LedgerEvent) => `${lotId}:${seq}`;

/** What follows from events: the tail, consumers and notices. */
export function registerConsumersContract(open: () => TestHouse, connections: Connections): void {
  const stage = async () => {
    const house = open();
    const ada = await addPerson(house);
    const auction = await addAuction(house, [ada]);
    return { house, ...house, ada, auction, lot: await addLot(house, auction) };
  };
  const notice = (personId: string, lotId: string, seq: number): NewNotice => ({
    id: randomUUID(),
    personId,
    lotId,
    seq,
    topic: 'outbid',
    at: Date.now(),
    priceMinor: 1_000,
    minimumMinor: null,
  });

  describe('the tail', () => {
    it('begins with now and hands out each event once, in order', async () => {
      const { database, ada, lot } = await stage();
      let { cursor } = await database.ledger.tail(null, 10);
      for (let i = 0; i < 5; i++) await place(database, lot.id, [{ personId: ada, maxMinor: 2_000 + i }]);
      const seen: string[] = [];
      await expect
        .poll(
          async () => {
            const piece = await database.ledger.tail(cursor, 2);
            cursor = piece.cursor;
            seen.push(...piece.events.filter(({ lotId }) => lotId === lot.id).map(({ seq }) => String(seq)));
            return seen.length;
          },
          { timeout: 20_000 },
        )
        .toBeGreaterThanOrEqual(5);
      expect(seen.slice(-5)).toEqual(['3', '4', '5', '6', '7']);
      expect(new Set(seen).size).toBe(seen.length);
    });

    it('tells how far ledgers go without their events, and ends where the events would', async () => {
      const { house, database, ada, auction, lot } = await stage();
      const other = await addLot(house, auction);
      const { cursor } = await database.ledger.tail(null, 10);
      for (let i = 0; i < 3; i++) await place(database, lot.id, [{ personId: ada, maxMinor: 2_000 + i }]);
      await place(database, other.id, [{ personId: ada, maxMinor: 2_000 }]);
      await expect.poll(async () => (await database.ledger.tailHeads(cursor, 10)).events, { timeout: 20_000 }).toBe(4);
      const epoch = (await database.ledger.read([lot.id]))[0]!.epoch;
      const first = await database.ledger.tailHeads(cursor, 2);
      expect(first).toEqual({ lots: [{ lotId: lot.id, epoch, seq: 4 }], events: 2, cursor: expect.anything() });
      expect(first.cursor).toEqual((await database.ledger.tail(cursor, 2)).cursor);
      const rest = await database.ledger.tailHeads(first.cursor, 10);
      const seqs = Object.fromEntries(rest.lots.map(({ lotId, seq }) => [lotId, seq]));
      expect([rest.events, seqs]).toEqual([2, { [lot.id]: 5, [other.id]: 3 }]);
      expect(await database.ledger.tailHeads(rest.cursor, 10)).toEqual({ lots: [], events: 0, cursor: rest.cursor });
    });

    if (connections === 'one') return;

    it('waits for a transaction that commits late, and skips nothing', async () => {
      const { house, database, ada, auction, lot } = await stage();
      const other = await addLot(house, auction);
      let { cursor } = await database.ledger.tail(null, 10);
      const seen: LedgerEvent[] = [];
      const pull = async () => {
        const piece = await database.ledger.tail(cursor, 1_000);
        cursor = piece.cursor;
        seen.push(...piece.events.filter(({ lotId, seq }) => [lot.id, other.id].includes(lotId) && seq > 2));
      };
      const slow = await house.connect();
      await slow.query('BEGIN');
      await slow.query(
        `INSERT INTO lot_events (lot_id, seq, at, type, public, secret) VALUES ('${other.id}', 3, 0, 'LotPassed', '{}', '{}')`,
      );
      await place(database, lot.id, [{ personId: ada, maxMinor: 2_000 }]);
      await pull();
      expect(seen).toEqual([]);
      await slow.query('COMMIT');
      await slow.end();
      await expect.poll(async () => (await pull(), seen.length), { timeout: 20_000 }).toBe(2);
      expect(seen.map(keyOf)).toEqual([`${other.id}:3`, `${lot.id}:3`]);
    });
  });

  describe('a consumer', () => {
    it('sees each event once, also when its effect throws in between', async () => {
      const { house, database, ada, lot } = await stage();
      const name = randomUUID();
      await place(database, lot.id, [{ personId: ada, maxMinor: 2_000 }]);
      await place(database, lot.id, [{ personId: ada, maxMinor: 3_000 }]);
      const seen: string[] = [];
      const [{ count } = { count: 0 }] = await raw<{ count: number }>(house, 'SELECT count(*)::int FROM lot_events');
      let runs = 0;
      await expect
        .poll(
          async () => {
            const broken = runs++ % 2 === 0;
            const run = database.consumers.run(name, 7, async (events, tx) => {
              await tx.addNotices([notice(ada, lot.id, 1_000 + runs)]);
              if (broken) throw new Error('boom');
              seen.push(...events.map(keyOf));
            });
            await run.catch((error: Error) => expect(error.message).toBe('boom'));
            return seen.length;
          },
          { timeout: 20_000, interval: 10 },
        )
        .toBe(count);
      expect(new Set(seen).size).toBe(count);
      const kept = await database.notices.of(ada, { limit: 1_000 });
      expect(kept).toHaveLength(Math.ceil(count / 7));
    });

    it('does not hand an event to two runs at once', async () => {
      const { house, database } = await stage();
      const name = randomUUID();
      const seen: string[] = [];
      const [{ count } = { count: 0 }] = await raw<{ count: number }>(house, 'SELECT count(*)::int FROM lot_events');
      const step = () => database.consumers.run(name, 3, async (events) => void seen.push(...events.map(keyOf)));
      await expect
        .poll(async () => (await Promise.all([step(), step(), step()]), seen.length), { timeout: 20_000, interval: 5 })
        .toBe(count);
      expect(new Set(seen).size).toBe(count);
    });

    it('reads lots and their past in its transaction', async () => {
      const { database, ada, lot } = await stage();
      await place(database, lot.id, [{ personId: ada, maxMinor: 2_000 }]);
      const name = randomUUID();
      const found: unknown[] = [];
      await expect
        .poll(() =>
          database.consumers.run(name, 1, async (_, tx) => {
            found.push(await tx.lots([lot.id]), await tx.eventsOf(lot.id, 2));
          }),
        )
        .toBe(1);
      expect(found).toMatchObject([[{ id: lot.id, seq: 3 }], [{ type: 'LotScheduled' }, { type: 'LotOpened' }]]);
    });
  });

  describe('notices', () => {
    const add = async (house: TestHouse, rows: ReturnType<typeof notice>[]) => {
      const kept: unknown[] = [];
      const name = randomUUID();
      const run = () =>
        house.database.consumers.run(name, 1, async (_, tx) => {
          kept.push(...(await tx.addNotices(rows)));
        });
      await expect.poll(run, { timeout: 20_000 }).toBe(1);
      return kept;
    };

    it('are kept once per person, lot, event and topic', async () => {
      const { house, database, ada, lot } = await stage();
      const row = notice(ada, lot.id, 3);
      expect(await add(house, [row])).toEqual([{ ...row, ...LEFT_OPEN }]);
      expect(await add(house, [{ ...row, id: randomUUID() }, notice(randomUUID(), lot.id, 3)])).toEqual([]);
      expect(await database.notices.of(ada, { limit: 9 })).toEqual([{ ...row, ...LEFT_OPEN }]);
    });

    it('are listed since an id, counted, and seen once', async () => {
      const { house, database, ada, lot } = await stage();
      const bo = await addPerson(house);
      const rows = ['a', 'b', 'c'].map((id, index) => ({ ...notice(ada, lot.id, index), id: `${id}-${ada}` }));
      await add(house, rows);
      const ids = async (options: { since?: string; limit: number }) =>
        (await database.notices.of(ada, options)).map(({ id }) => id[0]);
      expect(await ids({ limit: 2 })).toEqual(['b', 'c']);
      expect(await ids({ since: `a-${ada}`, limit: 1 })).toEqual(['b']);
      const all = rows.map(({ id }) => id);
      await database.notices.markSeen(bo, all, 5);
      expect(await database.notices.unseen(ada)).toBe(3);
      await database.notices.markSeen(ada, all.slice(0, 2), 7);
      await database.notices.markSeen(ada, all.slice(0, 1), 9);
      expect(await database.notices.unseen(ada)).toBe(1);
      expect((await database.notices.of(ada, { limit: 9 })).map(({ seenAt }) => seenAt)).toEqual([7, 7, null]);
    });

    it('have a tail over all people', async () => {
      const { house, database, ada, lot } = await stage();
      const { last } = await database.notices.tail(null, 10);
      const row = notice(ada, lot.id, 3);
      await add(house, [row]);
      const tail = () => database.notices.tail(last, 100);
      await expect.poll(async () => (await tail()).items, { timeout: 20_000 }).toContainEqual({ ...row, ...LEFT_OPEN });
      const end = (await tail()).last;
      expect(await database.notices.tail(end, 100)).toEqual({ last: end, items: [] });
    });
  });
}
