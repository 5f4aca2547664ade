// npm run verify: folds every ledger and compares it with the snapshot. DATABASE_URL, or the folder DATA_DIR (./data).
import { openDatabase } from '../src/index.ts';

const { DATABASE_URL: url, DATA_DIR: dataDir } = process.env;

try {
  const database = await openDatabase(url ? { url, poolSize: 2 } : { dataDir: dataDir || './data' });
  const counts = { lots: 0, events: 0, bad: 0 };
  for await (const { lotId, events, ok, difference } of database.ledger.verify()) {
    counts.lots++;
    counts.events += events;
    if (ok) continue;
    counts.bad++;
    console.log(`lot ${lotId} differs: ${difference}`);
  }
  await database.close();
  console.log(`${counts.lots} lots, ${counts.events} events: ${counts.bad === 0 ? 'all sound' : `${counts.bad} bad`}`);
  process.exitCode = counts.bad === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
