import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@rostrum/testing';
import { ownDatabase } from '../../../tests/e2e/own-database.ts';
import { bidders } from '../../../tests/e2e/people.ts';
import { putSale } from '../../../tests/e2e/sale.ts';
import { Crowd } from '../crowd/crowd.ts';
import { SOCKET_IO, Watcher, type Approach } from '../crowd/watcher.ts';
import { pause } from '../pause.ts';
import type { Kit, Row, Scenario } from '../scenario.ts';
import { ServerProcess } from '../servers/server-process.ts';

const READY = '/health/ready';
const PLAY_MS = 5_000;
const REST_MS = 1_500;
const BIDS_PER_SECOND = 20;
/** Above the highest step of the ladder, so that the next bid is always high enough. */
const STEP_MINOR = 100_000;
const MANY = '1000000';

/** What a watcher and a bid cost a node, from one node; and what two nodes cost then. */
export const scenario: Scenario = {
  name: 'scale',
  title: 'Scale: one node’s costs, and two nodes',
  about: `${BIDS_PER_SECOND} bids a second on one lot that everybody watches, all of them at the first node, on one PostgreSQL
(LISTEN/NOTIFY between the nodes). CPU is that of each server’s process. [SCALE.md](SCALE.md) takes the costs from the rows
with one node, and holds what they predict against those with two.`,
  columns: [
    { key: 'first', title: 'first node, % of a core', digits: 1 },
    { key: 'second', title: 'second node, % of a core', digits: 1 },
    { key: 'frames', title: 'frames a watcher and second', digits: 1 },
    { key: 'bytes', title: 'bytes a watcher and second' },
    { key: 'p99', title: 'event → watcher p99, ms' },
    { key: 'resident', title: 'resident, first node, MB' },
    { key: 'same', title: 'watchers with every frame in order' },
    { key: 'gapFree', title: 'versions gap-free' },
  ],
  async run(kit: Kit): Promise<Row[]> {
    if (kit.postgres === null) return [];
    const rows: Row[] = [];
    const measured: [string, number[], number][] = [
      ['one node, nobody', [0], 0],
      ['one node, nobody, bids', [0], BIDS_PER_SECOND],
      ['one node, 2,000 watchers', [2_000], 0],
      ['one node, 500 watchers, bids', [500], BIDS_PER_SECOND],
      ['one node, 1,500 watchers, bids', [1_500], BIDS_PER_SECOND],
      ['two nodes, 500 watchers each, bids', [500, 500], BIDS_PER_SECOND],
      ['two nodes, 1,000 watchers each, bids', [1_000, 1_000], BIDS_PER_SECOND],
    ];
    for (const [name, watchers, perSecond] of measured) {
      rows.push({ name, cells: await measure(kit.postgres, watchers, perSecond) });
      kit.say(JSON.stringify(rows.at(-1)));
    }
    return rows;
  },
};

/** `watchers`: how many at each node. */
async function measure(postgres: string, watchers: number[], perSecond: number): Promise<Row['cells']> {
  const database = await ownDatabase(postgres);
  const dataDir = mkdtempSync(join(tmpdir(), 'rostrum-bench-'));
  const nodes: ServerProcess[] = [];
  const crowds: Crowd[] = [];
  try {
    const lots = [{ title: 'Thing', openingMinor: 1_000, closesInMs: 36_000_000 }];
    const sale = await putSale({ url: database.url }, { lots });
    const lotId = sale.lotIds[0]!;
    for (const _ of watchers) nodes.push(await node(database.url, dataDir));
    const bid = await bidder(nodes[0]!, sale.slug, lotId);
    for (const [index, count] of watchers.entries()) {
      if (count === 0) continue;
      crowds.push(new Crowd());
      await crowds.at(-1)!.open(watching(nodes[index]!, lotId), count);
    }
    await pause(REST_MS);
    for (const crowd of crowds) await crowd.watch({ prefix: '42/lots,["lot.events"', marker: '"from":' });
    const before = await Promise.all(nodes.map((each) => each.cpuMs()));
    const begun = performance.now();
    let sent = 0;
    for (let passed = 0; passed < PLAY_MS; passed = performance.now() - begun) {
      for (; sent < (passed / 1_000) * perSecond; sent++) bid();
      await pause(5);
    }
    const cpu = await Promise.all(nodes.map((each) => each.cpuMs()));
    const ms = performance.now() - begun;
    await pause(REST_MS / 3);
    const seen = await Promise.all(crowds.map((crowd) => crowd.seen()));
    const all = watchers.reduce((sum, count) => sum + count, 0);
    const share = (index: number): number => (100 * (cpu[index]! - before[index]!)) / ms;
    const each = (key: 'frames' | 'bytes'): number =>
      seen.reduce((sum, one) => sum + one[key], 0) / (all || 1) / (ms / 1_000);
    return {
      first: share(0),
      second: nodes.length > 1 ? share(1) : 0,
      frames: each('frames'),
      bytes: each('bytes'),
      p99: Math.max(0, ...seen.map(({ p99 }) => p99)),
      resident: (await nodes[0]!.memory()).rss / 1_048_576,
      same: seen.reduce((sum, { agreeing }) => sum + agreeing, 0),
      gapFree: seen.every(({ gapFree }) => gapFree) ? 'yes' : 'no',
    };
  } finally {
    for (const crowd of crowds) await crowd.close();
    for (const each of nodes) await each.stop('SIGKILL');
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function node(url: string, dataDir: string): Promise<ServerProcess> {
  const env = {
    PORT: `${await freePort()}`,
    DATA_DIR: dataDir,
    DATABASE_URL: url,
    DEMO: 'off',
    RATES_PROVIDER: 'off',
    LOG_LEVEL: 'error',
    BIDS_PER_SECOND: MANY,
    SIGN_INS_PER_MINUTE: MANY,
  };
  return ServerProcess.start('apps/server/dist/main.js', env, READY);
}

function watching({ port }: ServerProcess, lotId: string): Approach {
  const watch = `42/lots,0${JSON.stringify(['watch', { lots: [{ id: lotId }] }])}`;
  return { ...SOCKET_IO, port, watch, watching: '43/lots,0[{"ok":true' };
}

/** Two people who bid in turn over a socket each. */
async function bidder({ port }: ServerProcess, slug: string, lotId: string): Promise<() => void> {
  const people = await bidders(`http://localhost:${port}`, slug, 2);
  const came = people.map(({ cookie }) => {
    const watch = '42/lots,0["time",{"t0":0}]';
    return new Watcher({ ...SOCKET_IO, port, cookie, watch, watching: '43/lots,0[{"ok":true' }, false).ready;
  });
  const sockets = await Promise.all(came);
  let sent = 0;
  return () => {
    const maxMinor = 1_000 + ++sent * STEP_MINOR;
    sockets[sent % 2]!.send(`42/lots,${sent}${JSON.stringify(['bid', { id: randomUUID(), lotId, maxMinor }])}`);
  };
}
