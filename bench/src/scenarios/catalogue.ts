import { freePort } from '@rostrum/testing';
import { BusyHouse } from '../servers/busy-house.ts';
import { Crowd } from '../crowd/crowd.ts';
import type { EventFrames, Seen } from '../crowd/tally.ts';
import { SOCKET_IO, type Approach } from '../crowd/watcher.ts';
import { pause } from '../pause.ts';
import type { Kit, Row, Scenario } from '../scenario.ts';
import { ServerProcess } from '../servers/server-process.ts';

const LOTS = 200;
const WATCHERS = 1_000;
const BIDS_PER_SECOND = 200;
const PLAY_MS = 8_000;
const REST_MS = 1_500;

/** The page of an auction on which everything moves. */
export const scenario: Scenario = {
  name: 'catalogue',
  title: `Catalogue: ${LOTS} lots all moving, ${WATCHERS.toLocaleString('en-US')} watchers of the auction page`,
  about:
    `${BIDS_PER_SECOND} bids a second, each on the next of ${LOTS} lots. Rostrum sends watchers of an auction the newest state ` +
    'of every lot that moved, at most five times a second, and takes and commits the bids in the same process; plain ' +
    'Socket.IO sends every event to everybody and does nothing else.',
  columns: [
    { key: 'changes', title: 'changes/s' },
    { key: 'frames', title: 'frames a watcher and s', digits: 1 },
    { key: 'kilobytes', title: 'KB a watcher and s', digits: 1 },
    { key: 'cpu', title: 'server CPU, %' },
    { key: 'same', title: 'watchers with every frame' },
    { key: 'current', title: 'lots shown as they stand' },
  ],
  async run(kit: Kit): Promise<Row[]> {
    const rows = [
      { name: 'Rostrum', cells: await ours(kit) },
      { name: 'Socket.IO', cells: await plain() },
    ];
    for (const row of rows) kit.say(JSON.stringify(row));
    return rows;
  },
};

async function ours({ postgres }: Kit): Promise<Row['cells']> {
  const house = await BusyHouse.open(postgres, { lots: LOTS, people: 16 });
  try {
    const { auctionId, lotIds } = house.sale;
    const frames = { prefix: '42/lots,["lot.prices"', marker: '"version":' };
    const play = (): Promise<unknown> => house.bid(lotIds, BIDS_PER_SECOND, PLAY_MS);
    const { cells, seen } = await measure(house.server, house.watching({ auctions: [auctionId] }), frames, play);
    const stands = await house.versions();
    const current = lotIds.filter((id) => seen.newest[id] === stands[id]).length;
    const changes = Object.values(stands).reduce((sum, version) => sum + version, 0) - 2 * LOTS;
    return { ...cells, changes: changes / (PLAY_MS / 1_000), current };
  } finally {
    await house.close();
  }
}

async function plain(): Promise<Row['cells']> {
  const port = await freePort();
  const server = await ServerProcess.start('bench/src/peers/socket-io.server.ts', { PORT: `${port}` }, '/');
  try {
    const watch = { watch: '42/lots,0["watch",{}]', watching: '43/lots,0[' };
    const play = async (): Promise<void> => {
      server.tell({ feed: { perSecond: BIDS_PER_SECOND, ms: PLAY_MS } });
      await pause(PLAY_MS);
    };
    const frames = { prefix: '42/lots,["bid"', marker: '"version":' };
    const { cells, seen } = await measure(server, { ...SOCKET_IO, ...watch, port }, frames, play);
    return { ...cells, changes: seen.eventsEach / (PLAY_MS / 1_000) };
  } finally {
    await server.stop('SIGKILL');
  }
}

async function measure(
  server: ServerProcess,
  approach: Approach,
  frames: EventFrames,
  play: () => Promise<unknown>,
): Promise<{ cells: Row['cells']; seen: Seen }> {
  const crowd = new Crowd();
  try {
    await crowd.open(approach, WATCHERS);
    await pause(REST_MS);
    await crowd.watch(frames);
    const before = await server.cpuMs();
    await play();
    const cpuMs = (await server.cpuMs()) - before;
    await pause(REST_MS);
    const seen = await crowd.seen();
    const perWatcherAndSecond = WATCHERS * (PLAY_MS / 1_000);
    const cells = {
      frames: seen.frames / perWatcherAndSecond,
      kilobytes: seen.bytes / 1_024 / perWatcherAndSecond,
      cpu: (100 * cpuMs) / PLAY_MS,
      same: seen.agreeing,
    };
    return { cells, seen };
  } finally {
    await crowd.close();
  }
}
