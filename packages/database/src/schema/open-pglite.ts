import { PGlite } from '@electric-sql/pglite';
import { folderError, prepareDataFolder } from '../engine/data-folder.ts';
import { lockFolder, wentDownWithTheMachine } from '../engine/folder-lock.ts';
import { PgliteEngine } from '../engine/pglite-engine.ts';
import { migrate } from './migrate.ts';

/**
 * Opens the PGlite of a data folder (`database/` in it), migrates, and answers an engine. `afterPowerLoss`: the machine went
 * down under the last holder, and PGlite does not flush each commit, so acknowledged events may be gone. Throws
 * DatabaseUnavailable.
 */
export async function openPglite(
  dataDir: string,
  lockWaitMs: number,
): Promise<{ engine: PgliteEngine; afterPowerLoss: boolean }> {
  const folder = prepareDataFolder(dataDir);
  const afterPowerLoss = wentDownWithTheMachine(folder);
  let unlock: () => void;
  try {
    unlock = await lockFolder(folder, lockWaitMs);
  } catch (error) {
    throw folderError(folder, error);
  }
  try {
    return { engine: await openLocked(`${folder}/database`, unlock), afterPowerLoss };
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
