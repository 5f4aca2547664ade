import { BusyHouse } from '../servers/busy-house.ts';
import { Crowd } from '../crowd/crowd.ts';
import type { Kept } from '../crowd/process.ts';
import type { Kit, Row, Scenario } from '../scenario.ts';

const WATCHERS = 2_000;
const LOTS = 20;
const BIDS_PER_SECOND = 20;
const WARM_UP_MS = 2_000;
const AWAY_MS = 3_000;
const PATIENCE_MS = 60_000;

/** The watchers of a node that is started anew. */
export const scenario: Scenario = {
  name: 'reconnect-storm',
  title: `Reconnect storm: ${WATCHERS.toLocaleString('en-US')} watchers, their node restarted`,
  about:
    `${WATCHERS.toLocaleString('en-US')} watchers of ${LOTS} lots on which ${BIDS_PER_SECOND} bids a second are placed; the node is ` +
    'asked to stop (SIGTERM, it tells its clients to come back over five seconds) or killed, and started again on the same ' +
    'data. The watchers come back with the waits of Rostrum’s own client and the version that they have. Caught up is who ' +
    'was told all that he missed. In the last row all connections end first, bids go on, the node is restarted, and everybody ' +
    'comes within 250 ms. A resume that finds a lot’s last events in memory reads no database.',
  columns: [
    { key: 'fromStop', title: 'from the stop till all were caught up, s', digits: 1 },
    { key: 'fromReady', title: 'from ready till all were caught up, s', digits: 1 },
    { key: 'back', title: 'came back' },
    { key: 'deltas', title: 'given what they missed' },
    { key: 'snapshots', title: 'given the whole state' },
    { key: 'reads', title: 'reads of the database for them' },
    { key: 'share', title: 'share of resumes, %', digits: 1 },
    { key: 'holes', title: 'versions missing' },
  ],
  async run(kit: Kit): Promise<Row[]> {
    const rows: Row[] = [];
    for (const [name, how] of Object.entries(HOWS)) {
      rows.push({ name, cells: await storm(kit, how) });
      kit.say(JSON.stringify(rows.at(-1)));
    }
    return rows;
  },
};

/** Starts the node anew; answers when it stopped and when it was ready, epoch ms. */
type How = (house: BusyHouse, crowd: Crowd) => Promise<{ stoppedAt: number; readyAt: number }>;

const HOWS: Record<string, How> = {
  restarted: (house) => restart(house, 'SIGTERM'),
  'kill -9': (house) => restart(house, 'SIGKILL'),
  'restarted while all were away': async (house, crowd) => {
    await crowd.away();
    await house.bid(house.sale.lotIds, BIDS_PER_SECOND, AWAY_MS);
    const times = await restart(house, 'SIGTERM');
    await crowd.return();
    return times;
  },
};

async function restart(house: BusyHouse, signal: 'SIGTERM' | 'SIGKILL') {
  const stoppedAt = Date.now();
  await house.restart(signal);
  return { stoppedAt, readyAt: Date.now() };
}

async function storm({ postgres, random }: Kit, how: How): Promise<Row['cells']> {
  const [house, crowd] = [await BusyHouse.open(postgres, { lots: LOTS, people: 16 }), new Crowd()];
  try {
    const { lotIds } = house.sale;
    await crowd.keep(house.server.port, lotIds, WATCHERS, Math.floor(random() * 2 ** 31));
    await house.bid(lotIds, BIDS_PER_SECOND, WARM_UP_MS);
    const { stoppedAt, readyAt } = await how(house, crowd);
    const kept = await everybody(crowd, () => house.bid(lotIds, BIDS_PER_SECOND, 500));
    const reads = await house.metric('lot_history_reads_total');
    return {
      fromStop: (kept.lastBackAt - stoppedAt) / 1_000,
      fromReady: (kept.lastBackAt - readyAt) / 1_000,
      back: kept.back,
      deltas: kept.deltas,
      snapshots: kept.snapshots,
      reads,
      share: (100 * reads) / WATCHERS,
      holes: kept.holes,
    };
  } finally {
    await crowd.close();
    await house.close();
  }
}

/** Waits for all while the sale goes on, and a little longer for what the last are sent. */
async function everybody(crowd: Crowd, meanwhile: () => Promise<unknown>): Promise<Kept> {
  const end = Date.now() + PATIENCE_MS;
  while ((await crowd.kept()).back < WATCHERS && Date.now() < end) await meanwhile();
  await meanwhile();
  return crowd.kept();
}
