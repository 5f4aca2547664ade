import { ANSWER_WITHIN_MS } from '@rostrum/contract';
import { LockTimeout, LotUnknown, OutcomeUnknown } from '@rostrum/database';
import type { BatchAnswer, BatchCommand, BatchResult, Decided, Ledger, LockedLot } from '@rostrum/database';
import type { Lot, LotEvent } from '@rostrum/domain';

/** More than this may not wait for one lot. */
export const WAITING_MAX = 1_000;
/** At most this many commands share one transaction. */
const BATCH_MAX = 256;
/** An answer leaves the queue this long before it is due, so that it is still in time at the client. */
const DEADLINE_MS = ANSWER_WITHIN_MS - 1_000;

/** What a command does to the lot as it stands when its turn comes. `answer` is stored and sent byte for byte. */
export interface Verdict {
  lot: Lot;
  events: readonly LotEvent[];
  answer: string | null;
}

/** A command on its way through the queue. `decide` may run more than once, but only one run counts. */
export interface QueuedCommand {
  readonly stored: BatchCommand;
  decide(lot: Lot, locked: LockedLot): Verdict | Promise<Verdict>;
  /** Hears before the answer how long it took, where that is wanted. */
  readonly timed?: ((times: QueueTimes) => void) | undefined;
}

/** When a command was queued, when its transaction began, and when that had committed, by `performance.now()`. */
export interface QueueTimes {
  queuedAt: number;
  begunAt: number;
  endedAt: number;
}

/** `busy`: known that nothing happened. `outcome-unknown`: it may have happened. */
export type QueueAnswer = BatchAnswer | { kind: 'busy' } | { kind: 'outcome-unknown' } | { kind: 'lot-unknown' };

/** What a transaction did, told right after its commit. */
export interface Commit {
  lotId: string;
  epoch: string;
  before: Lot;
  lot: Lot;
  events: readonly LotEvent[];
}

/** What a queue tells its surroundings. */
export interface QueueHooks {
  committed(commit: Commit): void;
  batch(size: number): void;
  /** `commandIds` are those that may be to blame; none for a command of the house. */
  failed(lotId: string, error: unknown, commandIds: string[]): void;
  idle(lotId: string): void;
}

interface Entry {
  command: QueuedCommand;
  queuedAt: number;
  /** Set while a transaction with this command is under way. */
  inFlight: boolean;
  /** Null once answered; a command has one answer. */
  resolve: ((answer: QueueAnswer) => void) | null;
  deadline: NodeJS.Timeout;
}

/**
 * The commands of one lot, in order of arrival. One transaction at a time takes all that wait (group commit); a batch
 * that throws is tried again command by command, so that no command fails its neighbours.
 */
export class LotQueue {
  private readonly waiting: Entry[] = [];
  private working: Promise<void> | null = null;

  constructor(
    private readonly lotId: string,
    private readonly ledger: Pick<Ledger, 'transact'>,
    private readonly hooks: QueueHooks,
  ) {}

  /** Commands that no transaction has taken yet. */
  get depth(): number {
    return this.waiting.length;
  }

  /** One answer within ANSWER_WITHIN_MS; never rejects. */
  submit(command: QueuedCommand): Promise<QueueAnswer> {
    if (this.waiting.length >= WAITING_MAX) return Promise.resolve({ kind: 'busy' });
    return new Promise((resolve) => {
      const deadline = setTimeout(() => this.expire(entry), DEADLINE_MS);
      const entry: Entry = { command, queuedAt: performance.now(), inFlight: false, resolve, deadline };
      this.waiting.push(entry);
      this.working ??= this.work();
    });
  }

  /** Resolves when nothing waits and nothing is under way. */
  async settled(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    // What arrives in the same turn of the event loop shares the first transaction.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.run(this.take());
    this.working = null;
    this.hooks.idle(this.lotId);
  }

  /** A retry that waits beside its first try goes into the next batch, where the stored answer is found. */
  private take(): Entry[] {
    const seen = new Set<string>();
    let size = 0;
    for (const { command } of this.waiting) {
      const key = command.stored.command && `${command.stored.command.personId} ${command.stored.command.id}`;
      if (size === BATCH_MAX || (key && seen.has(key))) break;
      if (key) seen.add(key);
      size++;
    }
    return this.waiting.splice(0, size);
  }

  private async run(batch: readonly Entry[]): Promise<void> {
    const error = await this.attempt(batch);
    if (error === null) return;
    if (batch.length === 1 || concernsAll(error)) return this.fail(batch, error);
    for (const entry of batch) {
      if (!entry.resolve) continue;
      const own = await this.attempt([entry]);
      if (own !== null) this.fail([entry], own);
    }
  }

  /** One transaction. Answers what was thrown, or null. */
  private async attempt(batch: readonly Entry[]): Promise<unknown> {
    for (const entry of batch) entry.inFlight = true;
    const begunAt = performance.now();
    let before: Lot | null = null;
    let result: BatchResult;
    try {
      result = await this.ledger.transact(
        this.lotId,
        batch.map((entry) => entry.command.stored),
        (locked, fresh) => {
          before = locked.lot;
          return fold(batch, locked, fresh);
        },
      );
    } catch (error) {
      for (const entry of batch) entry.inFlight = error instanceof OutcomeUnknown;
      return error ?? new Error('transaction failed');
    }
    const endedAt = performance.now();
    for (const { command, queuedAt } of batch) command.timed?.({ queuedAt, begunAt, endedAt });
    batch.forEach((entry, index) => answer(entry, result.answers[index] ?? { kind: 'outcome-unknown' }));
    this.hooks.batch(batch.length);
    const { epoch, lot, events } = result;
    if (before && events.length > 0) this.hooks.committed({ lotId: lot.id, epoch, before, lot, events });
    return null;
  }

  private fail(batch: readonly Entry[], error: unknown): void {
    const ids = batch.flatMap(({ command }) => command.stored.command?.id ?? []);
    this.hooks.failed(this.lotId, error, ids);
    const kind =
      error instanceof LotUnknown ? 'lot-unknown' : error instanceof OutcomeUnknown ? 'outcome-unknown' : 'busy';
    for (const entry of batch) answer(entry, { kind });
  }

  private expire(entry: Entry): void {
    const place = this.waiting.indexOf(entry);
    if (place >= 0) this.waiting.splice(place, 1);
    answer(entry, { kind: entry.inFlight ? 'outcome-unknown' : 'busy' });
  }
}

/** Errors that no single command of a batch is to blame for. */
function concernsAll(error: unknown): boolean {
  return error instanceof LotUnknown || error instanceof OutcomeUnknown || error instanceof LockTimeout;
}

function answer(entry: Entry, answer: QueueAnswer): void {
  clearTimeout(entry.deadline);
  entry.resolve?.(answer);
  entry.resolve = null;
}

/** Each fresh command decides on what the one before it left. */
async function fold(batch: readonly Entry[], locked: LockedLot, fresh: readonly number[]): Promise<Decided> {
  let lot = locked.lot;
  const events: LotEvent[] = [];
  const causes: (number | null)[] = [];
  const answers = new Map<number, string>();
  for (const index of fresh) {
    const pending = batch[index]!.command.decide(lot, locked);
    const verdict = pending instanceof Promise ? await pending : pending;
    lot = verdict.lot;
    for (const event of verdict.events) {
      events.push(event);
      causes.push(index);
    }
    if (verdict.answer !== null) answers.set(index, verdict.answer);
  }
  return { lot, events, causes, answers };
}
