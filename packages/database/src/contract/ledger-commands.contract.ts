import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LotUnknown } from '../errors.ts';
import { addLot, differences, openSale, order, place } from './sale.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** What becomes of commands for lots, whatever their ledger is stored in. */
export function registerLedgerCommandsContract(open: () => TestHouse): void {
  const stage = () => openSale(open());

  describe('commands', () => {
    it('gives a repeated command its stored receipt byte for byte, and decides nothing', async () => {
      const { database, ada, lot } = await stage();
      const bid = { personId: ada, maxMinor: 2_000, id: randomUUID() };
      const first = await place(database, lot.id, [bid]);
      const decided: unknown[] = [];
      const again = await place(database, lot.id, [bid], (fresh) => decided.push(fresh));
      expect(first.answers).toEqual([{ kind: 'fresh', answer: expect.stringContaining('"ok":true') }]);
      expect(again.answers).toEqual([
        { kind: 'replayed', answer: first.answers[0]?.kind === 'fresh' && first.answers[0].answer },
      ]);
      expect(decided).toEqual([]);
      expect(again.lot.seq).toBe(first.lot.seq);
    });

    it('stores refusals by the rules too', async () => {
      const { database, ada, lot } = await stage();
      const bid = { personId: ada, maxMinor: 1, id: randomUUID() };
      const first = await place(database, lot.id, [bid]);
      expect(first.answers[0]).toMatchObject({ answer: expect.stringContaining('BID_TOO_LOW') });
      expect(await database.ledger.receipts(ada, [bid.id])).toEqual(
        new Map([[bid.id, first.answers[0]?.kind === 'fresh' ? first.answers[0].answer : '']]),
      );
    });

    it('answers a mismatch for another body or another lot, and takes the id of another person as another', async () => {
      const { house, database, ada, bo, auction, lot } = await stage();
      const other = await addLot(house, auction);
      const id = randomUUID();
      await place(database, lot.id, [{ personId: ada, maxMinor: 2_000, id }]);
      const answers = [
        ...(await place(database, lot.id, [{ personId: ada, maxMinor: 3_000, id }])).answers,
        ...(await place(database, other.id, [{ personId: ada, maxMinor: 2_000, id }])).answers,
        ...(await place(database, lot.id, [{ personId: bo, maxMinor: 3_000, id }])).answers,
      ];
      expect(answers.map(({ kind }) => kind)).toEqual(['mismatch', 'mismatch', 'fresh']);
    });

    it('decides an id that is twice in one batch once', async () => {
      const { database, ada, lot } = await stage();
      const bid = { personId: ada, maxMinor: 2_000, id: randomUUID() };
      const { answers, events } = await place(database, lot.id, [bid, bid, { ...bid, maxMinor: 9_000 }]);
      expect(answers.map(({ kind }) => kind)).toEqual(['fresh', 'replayed', 'mismatch']);
      expect(events).toHaveLength(1);
    });

    it('counts the same id on two lots at once for one of them', async () => {
      const { house, database, ada, auction, lot } = await stage();
      const other = await addLot(house, auction);
      for (let round = 0; round < 5; round++) {
        const bid = { personId: ada, maxMinor: 2_000 + 100 * round, id: randomUUID(), hash: 'same' };
        const both = await Promise.all([lot, other].map(({ id }) => place(database, id, [bid])));
        const kinds = both.flatMap(({ answers }) => answers.map(({ kind }) => kind));
        expect(kinds.toSorted()).toEqual(['fresh', 'mismatch']);
        expect(both.flatMap(({ events }) => events)).toHaveLength(1);
      }
      expect(await differences(house, [lot.id, other.id])).toEqual([]);
    });

    it('never fails the neighbours of a bad command', async () => {
      const { database, ada, bo, lot } = await stage();
      const id = randomUUID();
      await place(database, lot.id, [{ personId: ada, maxMinor: 2_000, id }]);
      const { answers } = await place(database, lot.id, [
        { personId: ada, maxMinor: 5_000, id },
        { personId: bo, maxMinor: 5_000 },
        { personId: randomUUID(), maxMinor: 9_000 },
      ]);
      expect(answers).toMatchObject([
        { kind: 'mismatch' },
        { kind: 'fresh', answer: expect.stringContaining('"ok":true') },
        { kind: 'fresh', answer: expect.stringContaining('MAY_NOT_BID') },
      ]);
    });

    it('leaves nothing of a batch whose decision throws', async () => {
      const { house, database, ada, lot } = await stage();
      const command = { personId: ada, id: randomUUID(), requestHash: 'x' };
      const boom = database.ledger.transact(lot.id, [{ command, bidderId: ada }], () => {
        throw new Error('boom');
      });
      await expect(boom).rejects.toThrow('boom');
      expect(await database.ledger.receipts(ada, [command.id])).toEqual(new Map());
      expect((await database.ledger.read([lot.id]))[0]?.lot).toEqual(lot);
      expect(await differences(house, [lot.id])).toEqual([]);
    });

    it('refuses events that do not follow on the lot', async () => {
      const { database, lot } = await stage();
      const skipped = database.ledger.transact(lot.id, [{ command: null, bidderId: null }], (locked) => ({
        lot: { ...locked.lot, seq: 9, version: 9 },
        events: [{ type: 'LotPassed', seq: 9, version: 9, at: 0, public: {}, secret: {} }],
        causes: [null],
        answers: new Map(),
      }));
      await expect(skipped).rejects.toThrow('do not follow');
    });

    it('knows no lot that is not there', async () => {
      await expect(order(open().database, 'no-such-lot', { type: 'CloseLot' })).rejects.toBeInstanceOf(LotUnknown);
    });

    it('closes a lot once when two closers come at once', async () => {
      const { house, database, ada, auction } = await stage();
      const lot = await addLot(house, auction, { startsAt: Date.now() - 9_000_000, endsAt: Date.now() + 400 });
      await place(database, lot.id, [{ personId: ada, maxMinor: 2_000 }]);
      await expect.poll(() => database.house.clock(), { timeout: 5_000 }).toBeGreaterThan(lot.endsAt + 1_000);
      await Promise.all([1, 2, 3].map(() => order(database, lot.id, { type: 'CloseLot' })));
      const events = await database.ledger.events(lot.id, { limit: 100 });
      expect(events.filter(({ type }) => type === 'LotSold')).toHaveLength(1);
      expect(await differences(house, [lot.id])).toEqual([]);
    });
  });

  describe('settling', () => {
    it('gives the stored answer, or cancels for ever', async () => {
      const { database, ada, lot } = await stage();
      const [came, never] = [randomUUID(), randomUUID()];
      const { answers } = await place(database, lot.id, [{ personId: ada, maxMinor: 2_000, id: came }]);
      expect(await database.ledger.settle(ada, came)).toEqual({
        settled: 'answered',
        answer: answers[0]?.kind === 'fresh' && answers[0].answer,
      });
      expect(await database.ledger.settle(ada, never)).toEqual({ settled: 'cancelled' });
      expect(await database.ledger.settle(ada, never)).toEqual({ settled: 'cancelled' });
      const late = await place(database, lot.id, [{ personId: ada, maxMinor: 5_000, id: never }]);
      expect(late).toMatchObject({ answers: [{ kind: 'cancelled' }], events: [] });
    });

    it('says the same as the batch when both come at once', async () => {
      const { house, database, ada, lot } = await stage();
      for (let round = 0; round < 20; round++) {
        const id = randomUUID();
        const [settled, { answers, events }] = await Promise.all([
          database.ledger.settle(ada, id),
          place(database, lot.id, [{ personId: ada, maxMinor: 2_000 + round, id }]),
        ]);
        if (settled.settled === 'cancelled') expect([answers, events]).toEqual([[{ kind: 'cancelled' }], []]);
        else expect(answers).toEqual([{ kind: 'fresh', answer: settled.answer }]);
      }
      expect(await differences(house, [lot.id])).toEqual([]);
    });
  });

  describe('limits', () => {
    it('lets a bidder spend his limit once on two lots at once', async () => {
      const { house, database, ada, auction, lot } = await stage();
      const other = await addLot(house, auction);
      await database.catalogue.setLimit(auction.id, ada, 10_000);
      const both = await Promise.all(
        [lot, other].map(({ id }) => place(database, id, [{ personId: ada, maxMinor: 8_000 }])),
      );
      const answers = both.flatMap((result) => result.answers.map((answer) => JSON.stringify(answer)));
      expect(answers.filter((answer) => answer.includes('LIMIT_EXCEEDED'))).toHaveLength(1);
      expect(both.flatMap(({ events }) => events)).toHaveLength(1);
    });

    it('counts maxima on lots led and hammers won, and not the lot itself', async () => {
      const { house, database, ada, bo, auction, lot } = await stage();
      const [led, lost] = [await addLot(house, auction), await addLot(house, auction)];
      await database.catalogue.setLimit(auction.id, ada, 10_000);
      await place(database, led.id, [{ personId: ada, maxMinor: 3_000 }]);
      await place(database, lost.id, [
        { personId: ada, maxMinor: 2_000 },
        { personId: bo, maxMinor: 5_000 },
      ]);
      await place(database, lot.id, [{ personId: ada, maxMinor: 6_000 }]);
      const left: unknown[] = [];
      await database.ledger.transact(
        lot.id,
        [{ command: null, bidderId: ada }],
        ({ registrations, roles, lot: now }) => {
          left.push(registrations.get(ada), roles.get(ada));
          return { lot: now, events: [], causes: [], answers: new Map() };
        },
      );
      expect(left).toEqual([{ paddle: 101, barred: false, leftMinor: 7_000 }, 'bidder']);
    });
  });
}
