import { PGlite } from '@electric-sql/pglite';
import { folderError, prepareDataFolder } from '../engine/data-folder.ts';
import { lockFolder } from '../engine/folder-lock.ts';
import { PgliteEngine } from '../engine/pglite-engine.ts';
import { migrate } from './migrate.ts';

/** Opens the PGlite of a data folder (`database/` in it), migrates, and answers an engine. Throws DatabaseUnavailable. */
export async function openPglite(dataDir: string, lockWaitMs: number): Promise<PgliteEngine> {
  const folder = prepareDataFolder(dataDir);
  let unlock: () => void;
  try {
    unlock = await lockFolder(folder, lockWaitMs);
  } catch (error) {
    throw folderError(folder, error);
  }
  try {
    return await openLocked(`${folder}/database`, unlock);
  } catch (error) {
    unlock();
    throw folderError(folder, error);
  }
}

async function openLocked(place: string, unlock: () => void): Promise<PgliteEngine> {
  const pglite = await PGlite.create(place);
  try {
    await migrate({
      script: async (sql) => void (await pglite.exec(sql)),
      rows: async (sql) => (await pglite.query<{ name: string }>(sql)).rows,
    });
  } catch (error) {
    await pglite.close();
    throw error;
  }
  return new PgliteEngine(pglite, async () => unlock());
}
