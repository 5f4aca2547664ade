import type { Engine } from '../engine/engine.ts';
import { sqlState, sqlStateOf } from '../engine/sql-errors.ts';
import { LockTimeout } from '../errors.ts';
import type { CommandRow } from './batch-answers.ts';
import type { Settled } from './ledger.types.ts';
import { cancelCommand } from './ledger.statements.ts';
import { readCommands } from './lot.statements.ts';

/**
 * Writes the command as cancelled; where it is there already, its answer counts. The insert waits for a transaction
 * that is just writing the same id, so one of both comes first and the other sees it.
 */
export async function settle(engine: Engine, personId: string, commandId: string): Promise<Settled> {
  try {
    return await engine.transaction(async (session) => {
      const written = await session.run(cancelCommand, [personId, commandId]);
      if (written.length > 0) return { settled: 'cancelled' };
      const [row] = await session.run<CommandRow>(readCommands, [[personId], [commandId]]);
      if (!row) throw new LockTimeout('The command was forgotten while it was settled.');
      return row.receipt === null ? { settled: 'cancelled' } : { settled: 'answered', answer: row.receipt };
    });
  } catch (error) {
    if (sqlStateOf(error) !== sqlState.lockTimeout) throw error;
    throw new LockTimeout('The command is being decided.', { cause: error });
  }
}
