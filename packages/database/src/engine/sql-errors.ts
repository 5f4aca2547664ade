/** SQLSTATEs that the stores look at. RC001 is raised by `expect_rows` (0003-ledger.sql). */
export const sqlState = {
  lockTimeout: '55P03',
  deadlock: '40P01',
  abortedTransaction: '25P02',
  uniqueViolation: '23505',
  rowsMissing: 'RC001',
} as const;

/** The SQLSTATE of an error from the database, or null. */
export function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : null;
}

/** True where the server itself refused a statement: then it is certain that the transaction does not count. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'severity' in error && error.severity === 'ERROR' && sqlStateOf(error) !== null;
}

/**
 * Waits for all statements of a pipeline and throws the reason why it failed: the first refusal, and not the
 * complaints of those behind it that the transaction is aborted.
 */
export async function allAnswered<T extends readonly unknown[] | []>(
  statements: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const outcomes = await Promise.allSettled(statements as readonly unknown[]);
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  if (failures.length > 0) throw failures.find(isRefusal) ?? failures[0];
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : null)) as never;
}
