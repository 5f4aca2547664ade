import { sql } from 'kysely';
import type { Engine } from '../engine/engine.ts';

/** What waits to go out by one way. */
export interface OutboxDepth {
  channel: string;
  count: number;
  /** When the first of them was due, epoch ms; null where none waits. */
  dueAt: number | null;
}

/** What waits in each queue of what goes out. */
export async function outboxDepths(db: Engine['kysely']): Promise<OutboxDepth[]> {
  const { rows } = await sql<OutboxDepth>`
    SELECT 'mail' AS channel, count(*)::int AS count, min(next_at) AS "dueAt" FROM mails WHERE status = 'queued'
    UNION ALL
    SELECT 'push', count(*)::int, min(next_at) FROM pushes WHERE status = 'queued'`.execute(db);
  return rows;
}
