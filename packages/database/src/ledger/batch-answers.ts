import type { BatchAnswer, BatchCommand, StoredCommand } from './ledger.types.ts';

/** A row of `commands`. */
export interface CommandRow {
  person_id: string;
  id: string;
  lot_id: string | null;
  request_hash: string | null;
  receipt: string | null;
  cancelled: boolean;
}

/** A batch before it is decided: what is already answered, what is fresh, and what repeats a fresh one. */
export interface SortedBatch {
  answers: (BatchAnswer | null)[];
  fresh: number[];
  /** Index of a command → index of the fresh one with the same id and body. */
  repeats: Map<number, number>;
}

/** Sorts a batch by what is stored. A command's key is (person, id): ids of another person are other commands. */
export function sortBatch(lotId: string, batch: readonly BatchCommand[], stored: readonly CommandRow[]): SortedBatch {
  const known = new Map(stored.map((row) => [keyOf(row.person_id, row.id), row]));
  const first = new Map<string, number>();
  const sorted: SortedBatch = { answers: batch.map(() => null), fresh: [], repeats: new Map() };
  for (const [index, { command }] of batch.entries()) {
    const key = command && keyOf(command.personId, command.id);
    const row = key ? known.get(key) : undefined;
    const earlier = key ? first.get(key) : undefined;
    if (command && row) sorted.answers[index] = storedAnswer(lotId, command, row);
    else if (command && earlier !== undefined) {
      if (batch[earlier]?.command?.requestHash === command.requestHash) sorted.repeats.set(index, earlier);
      else sorted.answers[index] = { kind: 'mismatch' };
    } else {
      sorted.fresh.push(index);
      if (key) first.set(key, index);
    }
  }
  return sorted;
}

/** The answers of all commands once the fresh ones were decided. Throws where one of them was left unanswered. */
export function completeAnswers(
  sorted: SortedBatch,
  batch: readonly BatchCommand[],
  decided: ReadonlyMap<number, string>,
): BatchAnswer[] {
  return sorted.answers.map((answer, index) => {
    if (answer) return answer;
    const repeated = sorted.repeats.get(index);
    const text = decided.get(repeated ?? index);
    if (repeated !== undefined && text !== undefined) return { kind: 'replayed', answer: text };
    if (batch[index]?.command && text === undefined) throw new Error('A fresh command was left without an answer.');
    return { kind: 'fresh', answer: text ?? null };
  });
}

function storedAnswer(lotId: string, command: StoredCommand, row: CommandRow): BatchAnswer {
  if (row.cancelled || row.receipt === null) return { kind: 'cancelled' };
  if (row.lot_id !== lotId || row.request_hash !== command.requestHash) return { kind: 'mismatch' };
  return { kind: 'replayed', answer: row.receipt };
}

function keyOf(personId: string, id: string): string {
  return JSON.stringify([personId, id]);
}
