import { freePort } from '@rostrum/testing';
import { BusyHouse } from '../servers/busy-house.ts';
import { Crowd } from '../crowd/crowd.ts';
import { SOCKET_IO, type Approach } from '../crowd/watcher.ts';
import { pause } from '../pause.ts';
import type { Kit, Row, Scenario } from '../scenario.ts';
import { ServerProcess } from '../servers/server-process.ts';

const WATCHERS = 2_000;
/** A first few, so that what is made once is not counted. */
const WARM_UP = 200;
const SETTLE_MS = 3_000;
const IDLE_MS = 6_000;

/** What a watcher costs while nothing happens. */
export const scenario: Scenario = {
  name: 'idle-memory',
  title: 'Memory of an idle watcher',
  about:
    `Resident memory and heap of the server’s process, before and after ${WATCHERS.toLocaleString('en-US')} connections that each ` +
    'joined one room (at Rostrum: watch one lot), each time after a collection of garbage; and the CPU that they add while ' +
    'nothing happens: at Rostrum heartbeats with positions every two seconds and a look whether each is still there.',
  columns: [
    { key: 'rss', title: 'resident, KB a watcher', digits: 1 },
    { key: 'heap', title: 'of it heap, KB a watcher', digits: 1 },
    { key: 'cpu', title: 'CPU of a core for 1,000 idle watchers, %', digits: 2 },
  ],
  async run({ postgres, say }: Kit): Promise<Row[]> {
    const rows: Row[] = [];
    const house = await BusyHouse.open(postgres, { lots: 1, people: 1 });
    rows.push({
      name: 'Rostrum',
      cells: await idle(house.server, house.watching({ lots: [{ id: house.sale.lotIds[0]! }] })),
    });
    await house.close();
    for (const [name, script] of [
      ['Socket.IO', 'socket-io'],
      ['Nest gateway, 12 handlers', 'nest-gateway'],
    ] as const) {
      const port = await freePort();
      const server = await ServerProcess.start(`bench/src/peers/${script}.server.ts`, { PORT: `${port}` }, '/');
      const watch = { watch: '42/lots,0["watch",{}]', watching: '43/lots,0[' };
      rows.push({ name, cells: await idle(server, { ...SOCKET_IO, ...watch, port }) });
      await server.stop('SIGKILL');
    }
    for (const row of rows) say(JSON.stringify(row));
    return rows;
  },
};

async function idle(server: ServerProcess, approach: Approach): Promise<Row['cells']> {
  const crowd = new Crowd();
  try {
    await crowd.open(approach, WARM_UP);
    await crowd.leave();
    await pause(SETTLE_MS);
    const [before, cpuBefore] = [await server.memory(), await cpuMsOf(server)];
    await crowd.open(approach, WATCHERS);
    await pause(SETTLE_MS);
    const [after, cpuAfter] = [await server.memory(), await cpuMsOf(server)];
    return {
      rss: (after.rss - before.rss) / 1_024 / WATCHERS,
      heap: (after.heap - before.heap) / 1_024 / WATCHERS,
      cpu: (100 * 1_000 * (cpuAfter - cpuBefore)) / IDLE_MS / WATCHERS,
    };
  } finally {
    await crowd.close();
  }
}

/** What it uses while nothing happens. */
async function cpuMsOf(server: ServerProcess): Promise<number> {
  const before = await server.cpuMs();
  await pause(IDLE_MS);
  return (await server.cpuMs()) - before;
}
