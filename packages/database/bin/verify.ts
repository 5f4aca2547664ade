// npm run verify: folds every ledger and compares it with the snapshot; then looks whether all that was said is there.
// DATABASE_URL, or the folder DATA_DIR (./data).
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
  const rooms = await database.chat.verify();
  await database.close();
  const bad = rooms.filter((room) => !room.ok);
  for (const { room, difference } of bad) console.log(`talk in ${room} differs: ${difference}`);
  const said = rooms.reduce((sum, { events }) => sum + events, 0);
  console.log(`${counts.lots} lots, ${counts.events} events: ${verdict(counts.bad)}`);
  if (rooms.length > 0) console.log(`${rooms.length} rooms, ${said} events: ${verdict(bad.length)}`);
  process.exitCode = counts.bad + bad.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

function verdict(bad: number): string {
  return bad === 0 ? 'all sound' : `${bad} bad`;
}
