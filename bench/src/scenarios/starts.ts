import { aHouse } from '../../../tests/e2e/house.ts';
import { ownDatabase } from '../../../tests/e2e/own-database.ts';
import type { Kit, Row, Scenario } from '../scenario.ts';

/** From `npm start` (without building) to the first page. */
export const scenario: Scenario = {
  name: 'starts',
  title: 'Cold and warm start',
  about:
    'From the start of the built server’s process to the first home page that it rendered, in ms. Cold: an empty ' +
    'database, so all migrations run. Warm: the same house again after SIGTERM, and after `kill -9`.',
  columns: [
    { key: 'cold', title: 'cold, ms' },
    { key: 'warm', title: 'warm, ms' },
    { key: 'killed', title: 'after kill -9, ms' },
  ],
  async run({ postgres, say }: Kit): Promise<Row[]> {
    const rows = [{ name: 'embedded database', cells: await starts({}) }];
    if (postgres) {
      const database = await ownDatabase(postgres);
      rows.push({ name: 'PostgreSQL', cells: await starts({ DATABASE_URL: database.url }) });
      await database.drop();
    }
    for (const { name, cells } of rows) say(`${name}: ${JSON.stringify(cells)}`);
    return rows;
  },
};

async function starts(env: Record<string, string>): Promise<Record<string, number>> {
  const house = await aHouse(env);
  const toFirstPage = async (): Promise<number> => {
    const begun = performance.now();
    await house.start();
    const page = await fetch(house.url, { headers: { accept: 'text/html' } });
    if (!page.ok) throw new Error(`the first page answered ${page.status}`);
    await page.text();
    return performance.now() - begun;
  };
  try {
    const cold = await toFirstPage();
    await house.stop();
    const warm = await toFirstPage();
    await house.kill();
    return { cold, warm, killed: await toFirstPage() };
  } finally {
    await house.remove();
  }
}
