import { Database } from './database.ts';
import { openPglite } from './schema/open-pglite.ts';
import { openPostgres } from './schema/open-postgres.ts';

const POOL_SIZE = 10;
const LOCK_WAIT_MS = 10_000;

/**
 * Where the house keeps its data: a folder, with PGlite in it, or the URL of a PostgreSQL (15 or newer). `lockWaitMs` is how
 * long another process may still hold the folder (10 s).
 */
export type DatabaseOptions = { dataDir: string; lockWaitMs?: number } | { url: string; poolSize?: number };

/** Opens a database and migrates it. Throws DatabaseUnavailable, whose message is one line for the operator. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if ('url' in options) return new Database(await openPostgres(options.url, options.poolSize ?? POOL_SIZE));
  const { engine, afterPowerLoss } = await openPglite(options.dataDir, options.lockWaitMs ?? LOCK_WAIT_MS);
  const database = new Database(engine);
  // Watchers may have seen what is gone: under a new epoch they take the whole state.
  if (afterPowerLoss) await Promise.all([database.ledger.renewEpochs(), database.chat.renewEpochs()]);
  return database;
}
