import pg from 'pg';
import { cellsOf, measure, type Measured } from '../hot-lot/measured.ts';
import { checkLedgers, compareBids, type Checked } from '../hot-lot/ledger-check.ts';
import { openSaleHouse, type SaleHouse } from '../hot-lot/sale-house.ts';
import type { AcceptedBid, BidsOrder } from '../load/bids.order.ts';
import { openGenerator, type Generator } from '../load/generator.ts';
import { openPeer } from '../peers/peer.ts';
import type { Kit, Row, Scenario } from '../scenario.ts';

const BIDDERS = [1, 16, 64];
const WATCHERS = 50;
const WARM_MS = 2_000;
const RUN_MS = 2_000;
/** One alone leads after his first bid, and his screen asks for no more. */
const SCREEN_BIDDERS = BIDDERS.filter((count) => count > 1);

/** Accepted bids on one lot: the house on both storages, and two peers on the same PostgreSQL. */
export const scenario: Scenario = {
  name: 'hot-lot',
  title: 'One hot lot',
  about: `${WATCHERS} watchers and 1, 16 or 64 bidders on one lot, over WebSockets; each bidder sends a bid, waits for the
answer and sends the next. **A**: each bid is the next step of one counter for all. **B**: each bidder watches too and bids
what his own screen says is the minimum, so that of those who bid at once all but one come too late. The house runs as built,
with sign-in, schema, limits (lifted), metrics and receipts. *Row lock*: a plain Socket.IO server that takes each bid in a
transaction of its own on the house’s tables, with its rules and statements. *Plain Nest*: a Nest gateway and a transaction
of four statements for each bid, as an ORM sends them; no proxy bids, no receipts, no ledger. After each run every
answer “accepted” is looked for in the database (lost), and every kept bid among the answers (doubled); “gaps” are
versions that sampled watchers missed. The load generator, written on bare WebSockets, has a process of its own.`,
  columns: [
    { key: 'accepted', title: 'accepted/s' },
    { key: 'ratio', title: '× row lock', digits: 1 },
    { key: 'refused', title: 'refused/s' },
    { key: 'batch', title: 'batch', digits: 1 },
    { key: 'p50', title: 'ack p50, ms', digits: 1 },
    { key: 'p95', title: 'p95', digits: 1 },
    { key: 'p99', title: 'p99', digits: 1 },
    { key: 'broadcast', title: 'bid → watcher p95, ms', digits: 1 },
    { key: 'cpu', title: 'server core, %' },
    { key: 'lost', title: 'lost' },
    { key: 'doubled', title: 'doubled' },
    { key: 'gaps', title: 'gaps' },
  ],
  async run(kit: Kit): Promise<Row[]> {
    const most = Math.max(...BIDDERS);
    const generator = await kit.keep('generator', async () => openGenerator());
    const rows: Row[] = [];
    for (const postgres of kit.postgres ? [kit.postgres, null] : [null]) {
      const storage = postgres ? 'PostgreSQL' : 'embedded';
      const rig = await kit.keep(storage, () => openSaleHouse(postgres, most));
      rows.push(...(await house(kit, generator, rig, storage)));
      if (!postgres) continue;
      rows.push(...(await rowLock(kit, generator, rig)));
      rows.push(...(await plainNest(kit, generator, rig)));
    }
    return rows.map((row) => ({ ...row, cells: { ...row.cells, ...ratioOf(row, rows) } }));
  },
};

interface Run {
  name: string;
  measured: Measured;
}

/** Warms a server up and lets all numbers of bidders bid in turn. */
async function runs(
  { say }: Kit,
  generator: Generator,
  rig: SaleHouse,
  server: { url: string; pid: number; name: string; screens: boolean; freshLot?: () => Promise<string> },
): Promise<Run[]> {
  const order = async (mode: BidsOrder['mode'], count: number, ms: number): Promise<BidsOrder> => ({
    url: server.url,
    lotId: (await server.freshLot?.()) ?? rig.freshLot(),
    bidders: rig.bidders.slice(0, count),
    watchers: WATCHERS,
    mode,
    ms,
  });
  await generator.bids([await order('counter', Math.max(...BIDDERS), WARM_MS)]);
  const found: Run[] = [];
  for (const mode of server.screens ? (['counter', 'screen'] as const) : (['counter'] as const)) {
    for (const count of mode === 'counter' ? BIDDERS : SCREEN_BIDDERS) {
      const name = `${mode === 'counter' ? 'A' : 'B'}, ${count} bidder${count > 1 ? 's' : ''}: ${server.name}`;
      const measured = await measure(generator, server.pid, await order(mode, count, RUN_MS));
      const { accepted, refused, p95 } = cellsOf(measured);
      say(
        `${name}: ${Math.round(accepted!)} accepted/s, ${Math.round(refused!)} refused/s, ack p95 ${p95!.toFixed(1)} ms`,
      );
      found.push({ name, measured });
    }
  }
  return found;
}

async function house(kit: Kit, generator: Generator, rig: SaleHouse, storage: string): Promise<Row[]> {
  await rig.house.stop();
  await rig.house.start();
  const server = { url: rig.house.url, pid: rig.house.pid()!, name: `Rostrum, ${storage}`, screens: true };
  const found = await runs(kit, generator, rig, server);
  await rig.house.stop();
  return checked(found, await checkLedgers(rig.where, acceptedOf(found)));
}

async function rowLock(kit: Kit, generator: Generator, rig: SaleHouse): Promise<Row[]> {
  const url = (rig.where as { url: string }).url;
  const peer = await openPeer('row-lock', [url]);
  const found = await runs(kit, generator, rig, { ...peer, name: 'row lock', screens: false });
  await peer.close();
  return checked(found, await checkLedgers(rig.where, acceptedOf(found)));
}

async function plainNest(kit: Kit, generator: Generator, rig: SaleHouse): Promise<Row[]> {
  const { url } = rig.where as { url: string };
  const database = new pg.Client({ connectionString: url });
  await database.connect();
  await database.query(`
    DROP TABLE IF EXISTS "lot", "bid";
    CREATE TABLE "lot" ("id" serial PRIMARY KEY, "price" int NOT NULL, "leader" int, "version" int NOT NULL);
    CREATE TABLE "bid" ("id" serial PRIMARY KEY, "lotId" int NOT NULL, "paddle" int NOT NULL, "amount" int NOT NULL)`);
  const freshLot = async () => {
    const insert = 'INSERT INTO "lot" ("price", "version") VALUES (0, 0) RETURNING "id"';
    return String((await database.query<{ id: number }>(insert)).rows[0]!.id);
  };
  const peer = await openPeer('nest', [url]);
  const found = await runs(kit, generator, rig, { ...peer, name: 'plain Nest', screens: false, freshLot });
  await peer.close();
  const results = new Map<string, Checked>();
  for (const [lotId, bids] of acceptedOf(found)) {
    const kept = 'SELECT "paddle", "amount" AS "maxMinor" FROM "bid" WHERE "lotId" = $1';
    results.set(lotId, compareBids(bids, (await database.query<AcceptedBid>(kept, [lotId])).rows));
  }
  await database.end();
  return checked(found, results);
}

function acceptedOf(found: readonly Run[]): Map<string, AcceptedBid[]> {
  return new Map(found.map(({ measured }) => [measured.order.lotId, measured.seen.accepted]));
}

function checked(found: readonly Run[], results: ReadonlyMap<string, Checked>): Row[] {
  return found.map(({ name, measured }) => ({
    name,
    cells: { ...cellsOf(measured), ...results.get(measured.order.lotId) },
  }));
}

/** Against the row lock with as many bidders in the same repetition. */
function ratioOf({ name, cells }: Row, rows: readonly Row[]): { ratio?: number } {
  const [kind] = name.split(':');
  const peer = rows.find((row) => row.name === `${kind}: row lock`);
  return peer ? { ratio: Number(cells.accepted) / Number(peer.cells.accepted) } : {};
}
