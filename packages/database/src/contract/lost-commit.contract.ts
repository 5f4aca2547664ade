import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Database } from '../database.ts';
import type { Engine, Session } from '../engine/engine.ts';
import { LockTimeout, OutcomeUnknown } from '../errors.ts';
import { addAuction, addLot, addPerson, differences, order, place } from './sale.testing.ts';
import type { Connections, TestHouse } from './test-house.testing.ts';

const lost = new Error('Connection terminated unexpectedly');

/** An engine whose first COMMIT goes wrong in some way; `later` decides about the transactions after it. */
function faulty(engine: Engine, commit: (session: Session) => Promise<void>, later: () => void = () => {}): Engine {
  let first = true;
  return {
    kind: engine.kind,
    kysely: engine.kysely,
    signals: engine.signals,
    exclusively: (name, work) => engine.exclusively(name, work),
    close: () => engine.close(),
    async transaction(work) {
      if (!first) later();
      const spoiled = first;
      first = false;
      return engine.transaction((session) =>
        work(spoiled ? { run: (...call) => session.run(...call), commit: () => commit(session) } : session),
      );
    },
  };
}

const keptButUnanswered = async (session: Session) => {
  await session.commit();
  throw lost;
};
const neverArrived = async () => {
  throw lost;
};

/** What becomes of a batch whose COMMIT was not answered, and of one that meets a lock. */
export function registerLostCommitContract(open: () => TestHouse, connections: Connections): void {
  const stage = async (make: (engine: Engine) => Engine) => {
    const house = open();
    const ada = await addPerson(house);
    const auction = await addAuction(house, [ada]);
    return { house, ada, lot: await addLot(house, auction), broken: new Database(make(house.engine)) };
  };

  describe('a lost answer to COMMIT', () => {
    it('is learnt from what was kept', async () => {
      const { house, ada, lot, broken } = await stage((engine) => faulty(engine, keptButUnanswered));
      const bid = { personId: ada, maxMinor: 2_000, id: randomUUID() };
      const { answers, events } = await place(broken, lot.id, [bid]);
      const again = await place(house.database, lot.id, [bid]);
      expect(events).toHaveLength(1);
      expect(again.answers).toEqual([{ kind: 'replayed', answer: answers[0]?.kind === 'fresh' && answers[0].answer }]);
    });

    it('is learnt for refusals and for commands of the house', async () => {
      const refused = await stage((engine) => faulty(engine, keptButUnanswered));
      expect(
        (await place(refused.broken, refused.lot.id, [{ personId: refused.ada, maxMinor: 1 }])).answers,
      ).toMatchObject([{ kind: 'fresh', answer: expect.stringContaining('BID_TOO_LOW') }]);
      const paused = await stage((engine) => faulty(engine, keptButUnanswered));
      const result = await order(paused.broken, paused.lot.id, { type: 'PauseLot', reason: 'staff' });
      expect(result.events).toMatchObject([{ type: 'LotPaused' }]);
    });

    it('is an error that says nothing happened where nothing was kept', async () => {
      const { house, ada, lot, broken } = await stage((engine) => faulty(engine, neverArrived));
      const bid = { personId: ada, maxMinor: 2_000, id: randomUUID() };
      await expect(place(broken, lot.id, [bid])).rejects.toThrow('nothing happened');
      expect((await place(house.database, lot.id, [bid])).answers).toMatchObject([{ kind: 'fresh' }]);
      expect(await differences(house, [lot.id])).toEqual([]);
    });

    it('is OutcomeUnknown where nobody can be asked', async () => {
      const { ada, lot, broken } = await stage((engine) =>
        faulty(engine, keptButUnanswered, () => {
          throw lost;
        }),
      );
      await expect(place(broken, lot.id, [{ personId: ada, maxMinor: 2_000 }])).rejects.toBeInstanceOf(OutcomeUnknown);
    });
  });

  it('refuses a second connection inside a transaction', async () => {
    const { house, lot } = await stage((engine) => engine);
    const nested = house.database.ledger.transact(lot.id, [{ command: null, bidderId: null }], async (locked) => {
      await house.database.ledger.read([lot.id]);
      return { lot: locked.lot, events: [], causes: [], answers: new Map() };
    });
    await expect(nested).rejects.toThrow('second connection');
  });

  if (connections === 'one') return;

  it('gives up on a lot that another transaction holds', async () => {
    const { house, lot } = await stage((engine) => engine);
    const other = await house.connect();
    await other.query('BEGIN');
    await other.query(`SELECT FROM lots WHERE id = '${lot.id}' FOR UPDATE`);
    await expect(order(house.database, lot.id, { type: 'CloseLot' })).rejects.toBeInstanceOf(LockTimeout);
    await other.end();
    await expect(order(house.database, lot.id, { type: 'CloseLot' })).resolves.toMatchObject({ events: [] });
  });
}
