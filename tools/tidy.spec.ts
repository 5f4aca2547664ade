import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
// Outside of a git checkout (a downloaded archive) there is nothing to list; the folder itself is then the list.
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path && existsSync(join(root, path)));
const code = files.filter((path) => /\.(ts|mjs|svelte)$/.test(path));
const text = (path: string) => readFileSync(join(root, path), 'utf8');

describe('tidy', () => {
  test('no file is over 400 lines', () => {
    expect(code.filter((path) => text(path).split('\n').length > 401)).toEqual([]);
  });

  test('the median of the source files is under 70 lines', () => {
    const lengths = code
      .filter((path) => !/\.(spec|e2e|contract)\.ts$/.test(path))
      .map((path) => text(path).split('\n').length - 1)
      .sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(70);
  });

  test('no room is called utils, helpers, common or misc', () => {
    expect(files.filter((path) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.[a-z]+$)/.test(path))).toEqual([]);
  });

  test('no work is left as a note', () => {
    // Put together here, so that this file does not find itself.
    const marks = new RegExp(
      [
        ['TO', 'DO'],
        ['FIX', 'ME'],
        ['XX', 'X'],
        ['HA', 'CK'],
      ]
        .map((mark) => `\\b${mark.join('')}\\b`)
        .join('|'),
    );
    expect(code.filter((path) => marks.test(text(path)))).toEqual([]);
  });

  test('only env.ts reads the environment of the server', () => {
    const readers = code.filter(
      (path) =>
        path.startsWith('apps/server/src/') && !/\.(spec|testing)\.ts$/.test(path) && /process\.env/.test(text(path)),
    );
    expect(readers.filter((path) => path !== 'apps/server/src/platform/env.ts')).toEqual([]);
  });

  test('every gateway has the guard-safe filter on its class', () => {
    const gateways = code.filter((path) => path.endsWith('.gateway.ts'));
    expect(gateways.filter((path) => !/@UseFilters\([^)]*WsErrorFilter/.test(text(path)))).toEqual([]);
  });
});
