import { expect, test } from 'vitest';
import { isQuiet } from './quiet-now.ts';

const NIGHT = { from: 22 * 60, to: 7 * 60 };

test.each([
  ['21:59', NIGHT, false],
  ['22:00', NIGHT, true],
  ['03:00', NIGHT, true],
  ['06:59', NIGHT, true],
  ['07:00', NIGHT, false],
  ['12:30', { from: 12 * 60, to: 13 * 60 }, true],
  ['13:00', { from: 12 * 60, to: 13 * 60 }, false],
  ['03:00', null, false],
])('%s of Berlin, in %o: %s', (clock, quiet, expected) => {
  const at = Date.parse(`2026-11-22T${clock}:00+01:00`);
  expect(isQuiet(quiet, 'Europe/Berlin', at)).toBe(expected);
});
