import { statement } from '../engine/engine.ts';
import type { Engine } from '../engine/engine.ts';
import { readTailAfter } from '../ledger/tail.ts';
import { SessionConsumerTx } from './consumer-tx.ts';
import type { Effect } from './consumers.types.ts';

const tryLock = statement('try-consumer-lock', 'SELECT pg_try_advisory_xact_lock(hashtext($1)) AS taken');
const readCursor = statement('read-consumer', 'SELECT txid::text AS txid, position FROM consumers WHERE name = $1');
const moveCursor = statement(
  'move-consumer',
  `INSERT INTO consumers (name, txid, position) VALUES ($1, $2::xid8, $3::bigint)
   ON CONFLICT (name) DO UPDATE SET txid = excluded.txid, position = excluded.position`,
);

/** Everything that follows from an event reads the ledger through a cursor of its own (DESIGN §5). */
export class Consumers {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /**
   * Hands up to `limit` settled events after the cursor of `name` to `effect`, in one transaction with the cursor's
   * move: what the effect wrote is kept exactly when the cursor moved. A new name begins with the first event of the
   * ledger. Answers how many events; 0 also where another node is at it. Throws what the effect throws.
   */
  run(name: string, limit: number, effect: Effect): Promise<number> {
    return this.#engine.transaction(async (session) => {
      const [lock] = await session.run<{ taken: boolean }>(tryLock, [`rostrum:consumer:${name}`]);
      if (!lock?.taken) return 0;
      const [row] = await session.run<{ txid: string; position: number }>(readCursor, [name]);
      const start = { txid: row?.txid ?? '0', position: String(row?.position ?? 0) };
      const { events, cursor } = await readTailAfter(session, start, limit);
      if (events.length === 0) return 0;
      await effect(events, new SessionConsumerTx(session));
      await session.run(moveCursor, [name, cursor.txid, cursor.position]);
      return events.length;
    });
  }
}
