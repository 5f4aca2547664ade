import { DatabaseUnavailable } from '../errors.ts';

/** Host, port and database of a URL: what may be shown and logged. */
export function placeOf(url: string): string {
  try {
    const { protocol, host, pathname, searchParams } = new URL(url);
    if (!/^postgres(ql)?:$/.test(protocol)) throw new TypeError('another protocol');
    return `${searchParams.get('host') ?? (host || 'localhost')}${pathname}`;
  } catch {
    throw new DatabaseUnavailable('DATABASE_URL is not an address like postgres://user:password@host:5432/name');
  }
}

/** One line about a connection that failed. Never holds a password: pg puts none into what it says. */
export function unavailable(url: string, error: unknown): DatabaseUnavailable {
  const reasons = error instanceof AggregateError ? (error.errors as unknown[]) : [error];
  const first = reasons[0];
  const why = first instanceof Error ? first.message || first.name : String(first);
  return new DatabaseUnavailable(`PostgreSQL at ${placeOf(url)} cannot be used: ${why.split('\n')[0]}`, {
    cause: error,
  });
}
