import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { readBackup } from './read-backup.ts';

const folder = mkdtempSync(join(tmpdir(), 'rostrum-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const OPENING = '{"rostrum":"backup","format":1,"madeAt":7,"migrations":["0001-people"]}';
const PICTURE = `${'a'.repeat(32)}-90.webp`;
const LINES = [
  OPENING,
  '{"table":"people","count":2}',
  '[{"name":"a line\u2028of two"},{"n":1.10000000000000000001}]',
  `{"picture":"${PICTURE}"}`,
  Buffer.from('webp').toString('base64'),
  '{"end":{"rows":2,"pictures":1}}',
];

/** Reads a file to its end; answers the rows and the pictures. */
async function read(bytes: Buffer): Promise<{ madeAt: number; rows: string[]; pictures: [string, string][] }> {
  const file = join(folder, 'a.jsonl.gz');
  writeFileSync(file, bytes);
  const pictures: [string, string][] = [];
  const backup = await readBackup(file, async (name, content) => void pictures.push([name, content.toString()]));
  const rows: string[] = [];
  for await (const piece of backup.pieces) rows.push(piece.rows);
  return { madeAt: backup.madeAt, rows, pictures };
}

const packed = (lines: readonly (string | undefined)[]) => gzipSync(`${lines.join('\n')}\n`);

it('gives the rows as they were written, and the pictures', async () => {
  expect(await read(packed(LINES))).toEqual({ madeAt: 7, rows: [LINES[2]], pictures: [[PICTURE, 'webp']] });
});

describe('a file is refused', () => {
  it.each<[string, Buffer, RegExp]>([
    ['that is cut off', packed(LINES).subarray(0, 80), /cannot be read: .*; nothing was restored/],
    ['without its end', packed(LINES.slice(0, -1)), /is not whole/],
    ['that ends within a piece', packed(LINES.slice(0, 2)), /is not whole/],
    ['with less than it says', packed([...LINES.slice(0, 3), LINES[5]]), /is not whole/],
    ['with a picture elsewhere', packed([OPENING, '{"picture":"../../a.webp"}', '', LINES[5]]), /is damaged/],
    ['with a table of another name', packed([OPENING, '{"table":"a; DROP","count":1}', '[]', LINES[5]]), /is damaged/],
    ['of a later format', packed([OPENING.replace('"format":1', '"format":2'), LINES[5]]), /is no backup/],
    ['that is something else', Buffer.from('hello'), /cannot be read/],
    ['that is empty', Buffer.alloc(0), /is no backup|cannot be read/],
  ])('%s', async (_what, bytes, why) => {
    await expect(read(bytes)).rejects.toThrow(why);
  });

  it('that is not there', async () => {
    await expect(readBackup(join(folder, 'none'), async () => undefined)).rejects.toThrow(/none cannot be read/);
  });
});
