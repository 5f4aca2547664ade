import { createWriteStream } from 'node:fs';
import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { copyDatabase, type DatabaseCopy } from '@rostrum/database';
import type { Env } from '../platform/index.ts';
import { BackupError } from './backup.error.ts';
import { FORMAT, type Amount, type Closing, type Opening, type Piece } from './backup.lines.ts';

/** A finished file of a picture; drafts have longer names. */
export const PICTURE = /^[0-9a-f]{32}-\d{1,4}\.(avif|webp)$/;

/**
 * Writes all that the house is into one new file that only its user may read: database, pictures, and with the database
 * the house's secrets. `target` is a file, or a folder for a file named by the time. Throws BackupError and
 * DatabaseUnavailable; then there is no file.
 */
export async function backUp(env: Env, target: string, now: number): Promise<Amount & { file: string }> {
  const file = await fileOf(target, now);
  const draft = `${file}.part`;
  const amount: Amount = { rows: 0, pictures: 0 };
  try {
    await copyDatabase(env.database, (copy) =>
      pipeline(
        Readable.from(linesOf(copy, env.imagesDir, now, amount)),
        createGzip({ level: 6 }),
        createWriteStream(draft, { mode: 0o600, flags: 'w' }),
      ),
    );
    await flush(draft);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  return { ...amount, file };
}

async function fileOf(target: string, now: number): Promise<string> {
  const path = resolve(target);
  const found = await stat(path).catch(() => null);
  if (found === null) return path;
  if (!found.isDirectory()) throw new BackupError(`${path} is there already.`);
  return fileOf(join(path, `rostrum-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}.jsonl.gz`), now);
}

/** The disk has it, not only the machine. */
async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function* linesOf(copy: DatabaseCopy, images: string, now: number, amount: Amount): AsyncGenerator<string> {
  const opening: Opening = { rostrum: 'backup', format: FORMAT, madeAt: now, migrations: copy.migrations };
  yield `${JSON.stringify(opening)}\n`;
  for await (const { table, count, rows } of copy.pieces) {
    yield `${JSON.stringify({ table, count } satisfies Piece)}\n${rows}\n`;
    amount.rows += count;
  }
  // After the database: each picture that it names is there. One that goes meanwhile was shown by no lot.
  for (const picture of (await readdir(images).catch(() => [])).filter((name) => PICTURE.test(name))) {
    const bytes = await readFile(join(images, picture)).catch(() => null);
    if (bytes === null) continue;
    yield `${JSON.stringify({ picture } satisfies Piece)}\n${bytes.toString('base64')}\n`;
    amount.pictures += 1;
  }
  yield `${JSON.stringify({ end: amount } satisfies Closing)}\n`;
}
