import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const text = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const read = [...text('apps/server/src/platform/env.ts').matchAll(/'([A-Z][A-Z_]{3,})'/g)].map(([, name]) => name!);
/** Read by env.ts, but set by the house itself. */
const own = new Set(['PROTOCOL_HEADER', 'HOST_HEADER']);

test.each(['README.md', 'README.ru.md'])('every variable that the house reads stands in the table of %s', (page) => {
  const rows = text(page)
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|')[1]!);
  const told = new Set(rows.flatMap((cell) => [...cell.matchAll(/`([A-Z_]+)`/g)].map(([, name]) => name!)));
  const all = new Set(read.filter((name) => !own.has(name)));
  expect(all.size).toBeGreaterThan(20);
  expect([...all].filter((name) => !told.has(name))).toEqual([]);
});
