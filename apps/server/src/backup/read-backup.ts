import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { DatabaseCopy, TablePiece } from '@rostrum/database';
import { z } from 'zod';
import { PICTURE } from './back-up.ts';
import { BackupError } from './backup.error.ts';
import { FORMAT, type Amount } from './backup.lines.ts';

const LINE_END = 0x0a;

const openingSchema = z.object({
  rostrum: z.literal('backup'),
  format: z.literal(FORMAT),
  madeAt: z.number(),
  migrations: z.array(z.string()),
});
const headSchema = z.union([
  z.object({ table: z.string().regex(/^[a-z_]+$/), count: z.int() }),
  z.object({ picture: z.string().regex(PICTURE) }),
  z.object({ end: z.object({ rows: z.int(), pictures: z.int() }) }),
]);

/** A backup that is being read. Its pieces end well only where the file is whole. */
export interface OpenedBackup extends DatabaseCopy {
  madeAt: number;
  /** How much was read so far. */
  amount(): Amount;
  close(): void;
}

/** Opens a file that `backUp` wrote; each picture in it is handed to `picture`. Throws BackupError. */
export async function readBackup(
  file: string,
  picture: (name: string, bytes: Buffer) => Promise<void>,
): Promise<OpenedBackup> {
  const source = createReadStream(file);
  const lines = linesOf(file, source);
  const first = await lines.next();
  const opening = first.done ? undefined : openingSchema.safeParse(parsed(first.value)).data;
  if (!opening) {
    source.destroy();
    throw new BackupError(`${file} is no backup that this version can read.`);
  }
  const amount: Amount = { rows: 0, pictures: 0 };
  return {
    ...opening,
    pieces: piecesOf(file, lines, amount, picture),
    amount: () => amount,
    close: () => void source.destroy(),
  };
}

async function* piecesOf(
  file: string,
  lines: AsyncGenerator<string, void>,
  amount: Amount,
  picture: (name: string, bytes: Buffer) => Promise<void>,
): AsyncGenerator<TablePiece> {
  for await (const line of lines) {
    const head = headSchema.safeParse(parsed(line)).data;
    if (!head) throw new BackupError(`${file} is damaged; nothing was restored.`);
    if ('end' in head) {
      if (head.end.rows === amount.rows && head.end.pictures === amount.pictures) return;
      break;
    }
    const body = await lines.next();
    if (body.done) break;
    if ('picture' in head) {
      await picture(head.picture, Buffer.from(body.value, 'base64'));
      amount.pictures += 1;
    } else {
      amount.rows += head.count;
      yield { ...head, rows: body.value };
    }
  }
  throw new BackupError(`${file} is not whole; nothing was restored.`);
}

/** Not by `readline`: it also breaks lines where JSON does not, at U+2028. */
async function* linesOf(file: string, source: NodeJS.ReadableStream): AsyncGenerator<string, void> {
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  let begun: Buffer[] = [];
  try {
    for await (const chunk of source.pipe(unpacked) as AsyncIterable<Buffer>) {
      let from = 0;
      for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
        yield Buffer.concat([...begun, chunk.subarray(from, end)]).toString();
        begun = [];
        from = end + 1;
      }
      begun.push(chunk.subarray(from));
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BackupError(`${file} cannot be read: ${why}; nothing was restored.`);
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
