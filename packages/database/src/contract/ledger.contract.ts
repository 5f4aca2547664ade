import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { LotUnknown } from '../errors.ts';
import { addAuction, addLot, addPerson, differences, order, place } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** What a ledger has to do, whatever it is stored in. */
export function registerLedgerContract(open: () => TestHouse): void {
  const stage = async () => {
    const house = open();
    const [ada, bo] = [await addPerson(house), await addPerson(house)];
    const auction = await addAuction(house, [ada, bo]);
    return { house, database: house.database, ada, bo, auction, lot: await addLot(house, auction) };
  };

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

  describe('reading', () => {
    it('gives events by seq and by public version, lots, and the lots of a bidder', async () => {
      const { database, ada, bo, lot } = await stage();
      await place(database, lot.id, [
        { personId: ada, maxMinor: 5_000 },
        { personId: ada, maxMinor: 6_000 },
        { personId: bo, maxMinor: 2_000 },
      ]);
      const all = await database.ledger.events(lot.id, { limit: 100 });
      expect(all.map(({ seq }) => seq)).toEqual(all.map((_, index) => index + 1));
      expect(all.map(({ type }) => type)).toContain('MaximumRaised');
      const shown = await database.ledger.events(lot.id, { afterVersion: 2, limit: 100 });
      expect(shown.map(({ version }) => version)).toEqual([3, 4]);
      expect(await database.ledger.events(lot.id, { afterSeq: 3, limit: 1 })).toEqual([all[3]]);
      expect((await database.ledger.lotsOf(bo)).map((record) => record.lot.id)).toEqual([lot.id]);
      const [{ epoch, lot: now } = { epoch: '', lot }] = await database.ledger.read([lot.id, 'unknown']);
      expect([epoch, now.seq]).toEqual([expect.stringMatching(/^[0-9a-f]{8}$/), all.length]);
      const latest = await database.ledger.latestPublic(2);
      expect(latest).toMatchObject([
        { lotId: lot.id, version: 4, epoch },
        { lotId: lot.id, version: 3 },
      ]);
      await database.ledger.renewEpochs();
      expect((await database.ledger.read([lot.id]))[0]?.epoch).not.toBe(epoch);
    });

    it('finds unvoided orders under the lock', async () => {
      const { database, ada, bo, lot } = await stage();
      await place(database, lot.id, [
        { personId: ada, maxMinor: 5_000 },
        { personId: bo, maxMinor: 2_000 },
      ]);
      await place(database, lot.id, [{ personId: ada, maxMinor: 7_000 }]);
      await database.ledger.transact(lot.id, [{ command: null, bidderId: null }], async (locked) => {
        const orders = await locked.ordersOf([ada]);
        expect(orders).toMatchObject([
          { bidderId: ada, paddle: 101, maxMinor: 5_000, version: 3 },
          { bidderId: ada, paddle: 101, maxMinor: 7_000, version: null },
        ]);
        return { lot: locked.lot, events: [], causes: [], answers: new Map() };
      });
    });

    it('finds what is due', async () => {
      const { house, database, auction, lot } = await stage();
      const soon = await addLot(house, auction, { startsAt: Date.now() + 5_000_000, endsAt: Date.now() + 9_000_000 });
      const due = async (before: number) => (await database.ledger.due(before)).map(({ lotId }) => lotId);
      expect(await due(lot.endsAt)).not.toContain(lot.id);
      expect(await due(lot.endsAt + 1)).toContain(lot.id);
      expect(await due(soon.startsAt)).not.toContain(soon.id);
      expect(await due(soon.startsAt + 1)).toContain(soon.id);
      const ending = await database.ledger.openEndingBefore(lot.endsAt + 1);
      expect(ending).toContainEqual({ lotId: lot.id, endsAt: lot.endsAt });
    });

    it('forgets commands by their age', async () => {
      const { database, ada, lot } = await stage();
      const id = randomUUID();
      await place(database, lot.id, [{ personId: ada, maxMinor: 2_000, id }]);
      expect(await database.ledger.forgetCommands(0)).toBe(0);
      expect(await database.ledger.forgetCommands(Date.now() + 60_000)).toBeGreaterThan(0);
      expect(await database.ledger.receipts(ada, [id])).toEqual(new Map());
    });
  });

  describe('the ledger as evidence', () => {
    it.each(['UPDATE lot_events SET at = 0', 'DELETE FROM lot_events', 'TRUNCATE lot_events'])(
      'refuses %s',
      async (text) => {
        await expect(raw(open(), text)).rejects.toThrow('append-only');
      },
    );

    it('finds a snapshot, a column and a ledger that were tampered with', async () => {
      const { house, database, ada, auction, lot } = await stage();
      const [second, third] = [await addLot(house, auction), await addLot(house, auction)];
      const lots = [lot.id, second.id, third.id];
      for (const id of lots) await place(database, id, [{ personId: ada, maxMinor: 2_000 }]);
      expect(await differences(house, lots)).toEqual([]);
      await raw(house, `UPDATE lots SET state = jsonb_set(state, '{standing,0,maxMinor}', '9') WHERE id = '${lot.id}'`);
      await raw(house, `UPDATE lots SET leader_id = NULL WHERE id = '${second.id}'`);
      await raw(
        house,
        `INSERT INTO lot_events (lot_id, seq, at, type, public, secret) VALUES ('${third.id}', 9, 0, 'LotPassed', '{}', '{}')`,
      );
      expect((await differences(house, lots)).toSorted()).toEqual([
        expect.stringContaining('column.leader_id'),
        'ledger: seq 3 is followed by 9',
        'state.standing.0.maxMinor: 2000 ≠ 9',
      ]);
    });
  });
}
