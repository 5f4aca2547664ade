import { describe, expect, it } from 'vitest';
import { DatabaseUnavailable } from '../errors.ts';
import { openDatabase } from '../open-database.ts';

describe('a PostgreSQL that cannot be used', () => {
  it.each([
    ['postgres://ada:secret@127.0.0.1:1/house', 'PostgreSQL at 127.0.0.1:1/house cannot be used: connect ECONNREFUSED'],
    ['postgres://ada:secret@localhost:1/house', 'PostgreSQL at localhost:1/house cannot be used: connect ECONNREFUSED'],
    ['http://ada:secret@127.0.0.1/house', 'DATABASE_URL is not an address'],
    ['secret', 'DATABASE_URL is not an address'],
  ])('is told in one line without the password (%s)', async (url, words) => {
    const error: unknown = await openDatabase({ url }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DatabaseUnavailable);
    const { message } = error as Error;
    expect(message).toContain(words);
    expect(message).not.toMatch(/secret|\n/);
  });
});
