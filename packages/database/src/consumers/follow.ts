import { statement } from '../engine/engine.ts';
import type { Engine, Session } from '../engine/engine.ts';

const tryLock = statement('try-consumer-lock', 'SELECT pg_try_advisory_xact_lock(hashtext($1)) AS taken');
const readCursor = statement('read-consumer', 'SELECT txid::text AS txid, position FROM consumers WHERE name = $1');
const moveCursor = statement(
  'move-consumer',
  `INSERT INTO consumers (name, txid, position) VALUES ($1, $2::xid8, $3::bigint)
   ON CONFLICT (name) DO UPDATE SET txid = excluded.txid, position = excluded.position`,
);

/** A place in something that is appended to: in the order of transactions, and of their rows. */
export interface Place {
  txid: string;
  position: string;
}

/** Settled items after a place, and the place behind them. */
export type ReadOn<Item> = (session: Session, after: Place) => Promise<{ items: Item[]; cursor: Place }>;

/**
 * Hands the items behind the cursor of `name` to `effect`, in one transaction with the cursor's move: what the effect
 * wrote is kept exactly when the cursor moved. A new name begins with the first. Answers how many items; 0 also where
 * another node is at it. Throws what the effect throws.
 */
export function follow<Item>(
  engine: Engine,
  name: string,
  readOn: ReadOn<Item>,
  effect: (items: Item[], session: Session) => Promise<void>,
): Promise<number> {
  return engine.transaction(async (session) => {
    const [lock] = await session.run<{ taken: boolean }>(tryLock, [`rostrum:consumer:${name}`]);
    if (!lock?.taken) return 0;
    const [row] = await session.run<{ txid: string; position: number }>(readCursor, [name]);
    const start = { txid: row?.txid ?? '0', position: String(row?.position ?? 0) };
    const { items, cursor } = await readOn(session, start);
    if (items.length === 0) return 0;
    await effect(items, session);
    await session.run(moveCursor, [name, cursor.txid, cursor.position]);
    return items.length;
  });
}
