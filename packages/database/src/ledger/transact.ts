import { setTimeout as sleep } from 'node:timers/promises';
import type { Engine } from '../engine/engine.ts';
import { allAnswered, isRefusal, sqlState, sqlStateOf } from '../engine/sql-errors.ts';
import { LockTimeout, OutcomeUnknown } from '../errors.ts';
import { completeAnswers } from './batch-answers.ts';
import type { CommandRow } from './batch-answers.ts';
import type { BatchCommand, BatchResult, Decide } from './ledger.types.ts';
import { RunAgain, takeLot } from './locked-lot.ts';
import { lockLot, readCommands, readTransactionOf } from './lot.statements.ts';
import { receiptsOf, writeBatch } from './write-batch.ts';
import type { ReceiptRow } from './write-batch.ts';

const ATTEMPTS_MAX = 5;
const RECOVERY_MS = [0, 100, 300, 1_000, 2_000];

/** COMMIT was sent and its answer never came. */
class CommitUnanswered extends Error {
  override name = 'CommitUnanswered';
  readonly result: BatchResult;
  readonly receipts: readonly ReceiptRow[];
  readonly txid: string;

  constructor(cause: unknown, result: BatchResult, receipts: readonly ReceiptRow[], txid: string) {
    super('The answer to COMMIT was lost.', { cause });
    this.result = result;
    this.receipts = receipts;
    this.txid = txid;
  }
}

/** DESIGN §3.3–3.6. See `Ledger.transact`. */
export async function transact(
  engine: Engine,
  lotId: string,
  batch: readonly BatchCommand[],
  decide: Decide,
): Promise<BatchResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(engine, lotId, batch, decide);
    } catch (error) {
      if (error instanceof CommitUnanswered) return recover(engine, lotId, error);
      const state = sqlStateOf(error);
      if (state === sqlState.lockTimeout) throw new LockTimeout('The lot is busy.', { cause: error });
      const again = error instanceof RunAgain || state === sqlState.rowsMissing || state === sqlState.deadlock;
      if (!again) throw error;
      if (attempt === ATTEMPTS_MAX) throw new LockTimeout('The lot is busy.', { cause: error });
    }
  }
}

/** Two round trips: lock and read; write and COMMIT. */
async function runOnce(
  engine: Engine,
  lotId: string,
  batch: readonly BatchCommand[],
  decide: Decide,
): Promise<BatchResult> {
  return engine.transaction(async (session) => {
    const { locked, sorted, txid } = await takeLot(session, lotId, batch);
    const { lot: before, epoch } = locked;
    if (sorted.fresh.length === 0) {
      return { answers: completeAnswers(sorted, batch, new Map()), lot: before, epoch, events: [] };
    }
    const decided = await decide(locked, sorted.fresh);
    const answers = completeAnswers(sorted, batch, decided.answers);
    const result: BatchResult = { answers, lot: decided.lot, epoch, events: decided.events };
    const receipts = receiptsOf(batch, decided.answers);
    const writes = writeBatch(session, before, batch, decided, receipts);
    try {
      await allAnswered([...writes, session.commit()]);
    } catch (error) {
      throw isRefusal(error) || writes.length === 0 ? error : new CommitUnanswered(error, result, receipts, txid);
    }
    return result;
  });
}

/**
 * Learns on another connection whether the batch was kept. The lot's lock comes first: as long as the lost transaction
 * may still commit it holds that lock. Events bear the transaction's id, receipts their text.
 */
async function recover(engine: Engine, lotId: string, lost: CommitUnanswered): Promise<BatchResult> {
  for (const waitMs of RECOVERY_MS) {
    await sleep(waitMs);
    const kept = await wasKept(engine, lotId, lost).catch(() => null);
    if (kept === true) return lost.result;
    if (kept === false)
      throw new Error('The connection was lost before COMMIT; nothing happened.', { cause: lost.cause });
  }
  throw new OutcomeUnknown('The answer to COMMIT was lost and could not be learnt.', { cause: lost.cause });
}

async function wasKept(engine: Engine, lotId: string, { result, receipts, txid }: CommitUnanswered): Promise<boolean> {
  const keys = [receipts.map((row) => row.person_id), receipts.map((row) => row.id)];
  const lastSeq = result.events.at(-1)?.seq ?? null;
  return engine.transaction(async (session) => {
    const [, writers, stored] = await allAnswered([
      session.run(lockLot, [lotId]),
      session.run<{ txid: string }>(readTransactionOf, [lotId, lastSeq]),
      session.run<CommandRow>(readCommands, keys),
    ]);
    if (lastSeq !== null) return writers[0]?.txid === txid;
    return receipts.every(({ person_id, id, receipt }) =>
      stored.some((row) => row.person_id === person_id && row.id === id && row.receipt === receipt),
    );
  });
}
