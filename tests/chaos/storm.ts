import { aHouse, until, type HouseProcess } from '../e2e/house.ts';
import { eventsOf, lotOf } from '../e2e/ledger.ts';
import { bidders, type Visitor } from '../e2e/people.ts';
import { putSale, type Sale } from '../e2e/sale.ts';
import { startWar } from './bid-war.ts';
import { numbersOf, sumOf } from './numbers-of.ts';
import type { ChaosPromise, ChaosRun, Outcome } from './promise.ts';
import { randomOf, type Random } from './random.ts';
import { Watcher } from './watcher.ts';

const LOTS = 20;
const LOTS_EACH = 3;
const BACK_WITHIN_MS = 10_000;
const READS_MOST = 0.05;
const WAIT_MS = 120_000;

export const storm: ChaosPromise = {
  id: 'storm',
  promise:
    '2,000 watchers come back after a restart within 10 s, and at most 5 % of their resumes read from the database.',
  test: 'tests/chaos/storm.ts',
  lacks: () => null,
  // A crowd of 150 asks for 450 lots, so that the first resume of each of the 20 is still within the 5 %.
  short: (run) => comeBack(run, { clients: 150, restarts: 1, judgesTime: false }),
  long: (run) => comeBack(run, { clients: 2_000, restarts: 4, judgesTime: true }),
};

interface Size {
  clients: number;
  restarts: number;
  judgesTime: boolean;
}

interface Return {
  /** From the start of the new process until the last client had resumed everything, in ms. */
  tookMs: number;
  resumes: number;
  reads: number;
}

async function comeBack({ seed, say }: ChaosRun, size: Size): Promise<Outcome> {
  const random = randomOf(seed);
  const violations: string[] = [];
  const returns: Return[] = [];
  const house = await aHouse({ BIDS_PER_SECOND: '10000', SIGN_INS_PER_MINUTE: '10000', LOG_LEVEL: 'warn' });
  const lots = Array.from({ length: LOTS }, (_, index) => ({
    title: `Thing ${index + 1}`,
    openingMinor: 1_000,
    closesInMs: 24 * 3_600_000,
  }));
  const sale = await putSale({ dataDir: house.dataDir }, { lots });
  const crowd: Crowd = { house, sale, clients: [], resumed: new Set() };
  try {
    await house.start();
    const people = await bidders(house.url, sale.slug, 4);
    await arrive(crowd, size.clients, random);
    for (let restart = 1; restart <= size.restarts; restart++) {
      const how = restart % 2 === 1 ? 'stop' : 'kill';
      const back = await restartUnder(crowd, people, how, random);
      returns.push(back);
      const share = `${back.reads} reads for ${back.resumes} resumes`;
      say(`restart ${restart} (${how === 'kill' ? 'kill -9' : 'SIGTERM'}): all back after ${back.tookMs} ms, ${share}`);
      if (back.reads > READS_MOST * back.resumes) violations.push(`restart ${restart}: ${share}`);
      if (size.judgesTime && back.tookMs > BACK_WITHIN_MS) violations.push(`restart ${restart}: ${back.tookMs} ms`);
      await compareAll(crowd, violations);
    }
  } finally {
    for (const client of crowd.clients) client.close();
    await house.remove();
  }
  const most = Math.max(...returns.map(({ tookMs }) => tookMs));
  const share = Math.max(...returns.map(({ reads, resumes }) => reads / resumes));
  return {
    runs: `${size.clients} watchers of ${LOTS_EACH} lots each, ${size.restarts} restarts, half of them kill -9`,
    result: `all back at most ${(most / 1000).toFixed(1)} s after the new process was started; ${(share * 100).toFixed(1)} % of the resumes read the database`,
    violations,
  };
}

/** Everybody who watches a house. */
interface Crowd {
  house: HouseProcess;
  sale: Sale;
  clients: Watcher[];
  /** Those who have resumed everything since the last restart. */
  resumed: Set<Watcher>;
}

async function arrive({ house, sale, clients, resumed }: Crowd, count: number, random: Random): Promise<void> {
  for (let index = 0; index < count; index++) {
    const from = random.between(0, LOTS - LOTS_EACH);
    const lotIds = sale.lotIds.slice(from, from + LOTS_EACH);
    const client = new Watcher(`client ${index}`, { url: house.url, origin: house.url, lotIds });
    client.client.lots.resumed.add(() => resumed.add(client));
    clients.push(client);
    // They came one by one, not as the storm that follows.
    if (index % 50 === 49) await until(() => resumed.size > index - 50, 'the crowd arrives', WAIT_MS);
  }
  await until(() => resumed.size === count, 'the crowd has arrived', WAIT_MS);
}

async function restartUnder(crowd: Crowd, people: Visitor[], how: 'stop' | 'kill', random: Random): Promise<Return> {
  const { house, sale, clients, resumed } = crowd;
  const options = { urls: () => [house.url], lotIds: sale.lotIds, bidders: people, perSecond: 5, random };
  // Everybody is away while bids come in, so that each has missed events that the new process has not at hand.
  for (const { client } of clients) client.connection.close();
  const before = startWar(options);
  await until(() => before.accepted > 40, 'bids before the restart');
  await before.stop();
  await house[how]();
  for (const { client } of clients) client.connection.open();
  resumed.clear();
  const begunAt = performance.now();
  const back = until(() => resumed.size === clients.length, 'everybody is back', WAIT_MS);
  const [tookMs, after] = await Promise.all([
    back.then(() => Math.round(performance.now() - begunAt)),
    house.start().then(() => startWar({ ...options, random: random.fork() })),
  ]);
  await after.stop();
  const numbers = await numbersOf(house);
  const resumes = sumOf(numbers, 'auction_ws_resync_total');
  return { tookMs, resumes, reads: sumOf(numbers, 'lot_history_reads_total') };
}

async function compareAll({ house, sale, clients }: Crowd, violations: string[]): Promise<void> {
  for (const lotId of sale.lotIds) {
    const lot = await lotOf(house.url, lotId);
    const theirs = clients.filter(({ client }) => client.lots.get(lotId));
    await until(() => theirs.every((client) => client.shows(lot)), `everybody shows ${lotId}`, WAIT_MS);
    const ledger = await eventsOf(house.url, lotId);
    for (const client of theirs) client.compare(lotId, ledger);
  }
  violations.push(...clients.flatMap(({ wrong }) => wrong.splice(0)));
}
