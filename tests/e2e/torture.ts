import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../shared/data/torture');

/** Why tests of naughty strings are skipped; empty where the files are here. */
export const noTorture = ['blns.json', 'UTF-8-test.txt'].every((name) => existsSync(join(folder, name)))
  ? ''
  : ' (needs ../shared/data/torture/blns.json and UTF-8-test.txt)';

/** The Big List of Naughty Strings. */
export function naughtyStrings(): string[] {
  return JSON.parse(readFileSync(join(folder, 'blns.json'), 'utf8')) as string[];
}

/** The lines of Markus Kuhn's stress test, as the bytes that they are: many are no UTF-8. */
export function brokenLines(): Buffer[] {
  const bytes = readFileSync(join(folder, 'UTF-8-test.txt'));
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(0x0a, from);
    lines.push(bytes.subarray(from, end < 0 ? undefined : end));
    from = end < 0 ? bytes.length : end + 1;
  }
  return lines.filter((line) => line.length > 0);
}

/** Bytes as a form or an address carries them. */
export function percent(bytes: Buffer): string {
  return [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}
