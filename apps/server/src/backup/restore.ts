import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase, restoreDatabase } from '@rostrum/database';
import type { Env } from '../platform/index.ts';
import { BackupError } from './backup.error.ts';
import { readBackup } from './read-backup.ts';
import type { Amount } from './backup.lines.ts';

/** What a restore brought back. */
export interface Restored extends Amount {
  /** When the backup was made, epoch ms. */
  madeAt: number;
  lots: number;
  events: number;
}

/**
 * Puts a backup into the storage of `env`, and folds every ledger anew to see that it is sound. The database comes back
 * whole or stays as it was; with `force` it takes the place of one that is there. Throws BackupError and
 * DatabaseUnavailable.
 */
export async function restore(env: Env, file: string, force: boolean): Promise<Restored> {
  const backup = await readBackup(file, (name, bytes) => place(env.imagesDir, name, bytes));
  try {
    await restoreDatabase(env.database, backup, { force });
  } finally {
    backup.close();
  }
  const database = await openDatabase(env.database);
  try {
    const checked = { lots: 0, events: 0 };
    for await (const { lotId, events, ok, difference } of database.ledger.verify()) {
      if (!ok) throw new BackupError(`it is back, but lot ${lotId} differs from its ledger: ${difference}`);
      checked.lots += 1;
      checked.events += events;
    }
    for (const talk of await database.chat.verify()) {
      if (!talk.ok) throw new BackupError(`it is back, but the talk in ${talk.room} differs: ${talk.difference}`);
    }
    return { madeAt: backup.madeAt, ...backup.amount(), ...checked };
  } finally {
    await database.close();
  }
}

/** A picture is named after its content, so one that is there need not be written. */
async function place(folder: string, name: string, bytes: Buffer): Promise<void> {
  const path = join(folder, name);
  const known = await stat(path).catch(() => null);
  if (known?.size === bytes.length) return;
  await mkdir(folder, { recursive: true });
  await writeFile(`${path}.restoring`, bytes);
  await rename(`${path}.restoring`, path);
}
