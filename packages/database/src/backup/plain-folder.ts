import { existsSync, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { folderError, prepareDataFolder } from '../engine/data-folder.ts';
import { lockFolder, wentDownWithTheMachine } from '../engine/folder-lock.ts';
import { DatabaseUnavailable } from '../errors.ts';
import { renewAllEpochs } from './epochs.ts';
import type { PlainConnection } from './plain-connection.ts';

/**
 * A connection to the database of a data folder that no house uses now; under the folder's lock until it is closed.
 * Throws DatabaseUnavailable.
 */
export async function plainFolder(dataDir: string): Promise<PlainConnection> {
  if (!existsSync(`${resolve(dataDir)}/database`)) {
    throw new DatabaseUnavailable(`There is no house in the data folder ${resolve(dataDir)}.`);
  }
  return inLockedFolder(dataDir, (folder, unlock) => plainPglite(`${folder}/database`, async () => unlock()));
}

/**
 * A connection to a new database beside that of a data folder. It takes the old one's place when `keep` is called, and is
 * thrown away when it is closed without that. Throws DatabaseUnavailable, also where there is an old one and `force` is
 * not given.
 */
export async function newFolder(dataDir: string, force: boolean): Promise<PlainConnection & { keep(): Promise<void> }> {
  return inLockedFolder(dataDir, async (folder, unlock) => {
    const [place, draft, old] = ['', '.restoring', '.replaced'].map((end) => `${folder}/database${end}`) as [
      string,
      string,
      string,
    ];
    if (existsSync(place) && !force) {
      throw new DatabaseUnavailable(`There is a house in the data folder ${folder}; --force replaces it.`);
    }
    const remove = (path: string): void => rmSync(path, { recursive: true, force: true });
    remove(draft);
    const connection = await plainPglite(draft, async () => {
      remove(draft);
      unlock();
    });
    const keep = async (): Promise<void> => {
      await connection.pause();
      remove(old);
      if (existsSync(place)) renameSync(place, old);
      renameSync(draft, place);
      remove(old);
    };
    return { ...connection, keep };
  });
}

async function inLockedFolder<T>(
  dataDir: string,
  open: (folder: string, unlock: () => void) => Promise<T>,
): Promise<T> {
  const folder = prepareDataFolder(dataDir);
  const afterPowerLoss = wentDownWithTheMachine(folder);
  let unlock: () => void = () => undefined;
  try {
    unlock = await lockFolder(folder, 0);
    // The lock tells of it only once, and the next start has to know.
    if (afterPowerLoss) await renewEpochsOf(`${folder}/database`);
    return await open(folder, unlock);
  } catch (error) {
    unlock();
    throw folderError(folder, error);
  }
}

async function renewEpochsOf(place: string): Promise<void> {
  if (!existsSync(place)) return;
  const connection = await plainPglite(place, async () => undefined);
  try {
    await renewAllEpochs(connection);
  } finally {
    await connection.close();
  }
}

/** `pause` ends the work on the files and gives nothing back yet. */
async function plainPglite(
  place: string,
  closed: () => Promise<void>,
): Promise<PlainConnection & { pause(): Promise<void> }> {
  const pglite = await PGlite.create(place);
  const pause = async (): Promise<void> => {
    if (!pglite.closed) await pglite.close();
  };
  return {
    script: async (sql) => void (await pglite.exec(sql)),
    rows: async <Row>(sql: string, values: readonly unknown[] = []) => (await pglite.query<Row>(sql, [...values])).rows,
    pause,
    async close() {
      await pause();
      await closed();
    },
  };
}
