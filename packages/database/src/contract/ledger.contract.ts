import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addLot, differences, openSale, place } from './sale.testing.ts';
import { raw } from './test-house.testing.ts';
import type { TestHouse } from './test-house.testing.ts';

/** What a ledger gives back, whatever it is stored in. */
export function registerLedgerContract(open: () => TestHouse): void {
  const stage = () => openSale(open());

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
