// Started by killed-house.db.spec.ts: writes settings one after the other and says which ones were acknowledged.
import { openDatabase } from '../open-database.ts';

const database = await openDatabase({ dataDir: process.argv[2] ?? '' });
for (let n = 1; ; n++) {
  await database.house.setSetting(`n${n}`, n);
  process.stdout.write(`${n}\n`);
}
