import { percentile } from '../figures.ts';
import { cpuSeconds } from '../cpu.ts';
import { openSaleHouse } from '../hot-lot/sale-house.ts';
import type { Kit, Row, Scenario } from '../scenario.ts';

const READERS = 8;
const WARM_MS = 1_500;
const RUN_MS = 3_000;

/** Pages that the server renders for who comes for the first time. */
export const scenario: Scenario = {
  name: 'pages',
  title: 'Pages rendered on the server',
  about: `Whole pages for strangers: ${READERS} readers ask over kept connections and wait for each page: home, an auction of
200 lots (its first page), a lot. _Rendered_: each asks for an address of its own, so that each page is made anew. _Shared_: all
ask for the same one, as a crowd does that follows a link; strangers then share a page for a second. Readers and server
share the machine.`,
  columns: [
    { key: 'pages', title: 'pages/s' },
    { key: 'p50', title: 'p50, ms', digits: 1 },
    { key: 'p99', title: 'p99, ms', digits: 1 },
    { key: 'bytes', title: 'HTML, KB' },
    { key: 'cpu', title: 'server core, %' },
  ],
  async run({ postgres, keep, say }: Kit): Promise<Row[]> {
    const rows: Row[] = [];
    let asked = 0;
    for (const where of postgres ? [null, postgres] : [null]) {
      const storage = where ? 'PostgreSQL' : 'embedded';
      const { house, sale } = await keep(storage, () => openSaleHouse(where, 1));
      const paths = { home: '/', auction: `/auctions/${sale.slug}`, lot: `/lots/${sale.lotIds[0]}` };
      const kinds = { rendered: () => `?reader=${asked++}`, shared: () => '' };
      const runs = Object.entries(paths).flatMap(([page, path]) =>
        Object.entries(kinds).map(([kind, query]) => ({
          name: `${page}, ${kind}`,
          next: () => `${house.url}${path}${query()}`,
        })),
      );
      for (const { name, next } of runs) {
        await read(next, WARM_MS);
        const [cpuBefore, begun] = [cpuSeconds(house.pid()!), performance.now()];
        const { tooks, bytes } = await read(next, RUN_MS);
        const tookS = (performance.now() - begun) / 1_000;
        const cells = {
          pages: tooks.length / tookS,
          p50: percentile(tooks, 0.5),
          p99: percentile(tooks, 0.99),
          bytes: bytes / tooks.length / 1_000,
          cpu: ((cpuSeconds(house.pid()!) - cpuBefore) / tookS) * 100,
        };
        say(`${name}, ${storage}: ${Math.round(cells.pages)} pages/s`);
        rows.push({ name: `${name}, ${storage}`, cells });
      }
    }
    return rows;
  },
};

/** All readers read for a while: how long each page took, in ms, and the bytes of all. Throws where a page is none. */
async function read(next: () => string, ms: number): Promise<{ tooks: number[]; bytes: number }> {
  const until = performance.now() + ms;
  const seen = { tooks: [] as number[], bytes: 0 };
  const reader = async (): Promise<void> => {
    for (let begun = performance.now(); begun < until; begun = performance.now()) {
      const url = next();
      const answer = await fetch(url, { headers: { accept: 'text/html' } });
      const body = await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
      seen.tooks.push(performance.now() - begun);
      seen.bytes += body.byteLength;
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return seen;
}
