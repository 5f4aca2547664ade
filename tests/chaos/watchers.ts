import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { PublicLot } from '@rostrum/contract';
import { until } from '../e2e/house.ts';
import { eventsOf, lotOf } from '../e2e/ledger.ts';
import { startWar } from './bid-war.ts';
import { FAULTS, heal, type Damage } from './live-faults.ts';
import type { ChaosPromise, ChaosRun, Outcome } from './promise.ts';
import { randomOf, type Random } from './random.ts';
import { lacksTwoNodes, openTwoNodes, type TwoNodes } from './two-nodes.ts';
import { Watcher } from './watcher.ts';

interface Size {
  clients: number;
  lots: number;
  rounds: number;
  /** The longest that the world stays broken in a round, in ms. */
  brokenMs: number;
  /** Whether converging later than `CONVERGED_MS` breaks the promise. */
  judgesTime: boolean;
}

const CONVERGED_MS = 2_000;
/** A browser backs off up to 20 s; here it is the house that is tried, not the patience of a crowd. */
const TIMING = { backoffMaxMs: 1_000 };

export const watchers: ChaosPromise = {
  id: 'watchers',
  promise:
    'Every watcher converges, over cut, half-open, slow and reset lines, restarts of nodes and loss of the bus: versions contiguous, nothing applied twice, nothing missed, the state of the ledger within 2 s of healing.',
  test: 'tests/chaos/watchers.ts',
  lacks: lacksTwoNodes,
  short: (run) => watch(run, { clients: 20, lots: 3, rounds: 3, brokenMs: 1_500, judgesTime: false }),
  long: (run) => watch(run, { clients: 100, lots: 6, rounds: 25, brokenMs: 7_000, judgesTime: true }),
};

async function watch({ seed, say }: ChaosRun, size: Size): Promise<Outcome> {
  const random = randomOf(seed);
  const world = await openTwoNodes(size.lots, 4);
  const violations: string[] = [];
  const done: Damage[] = [];
  const took: number[] = [];
  let accepted = 0;
  const clients = Array.from({ length: size.clients }, (_, index) => {
    const { line, house } = world.nodes[index % 2]!;
    return new Watcher(`client ${index}`, {
      url: line.url,
      origin: house.url,
      lotIds: world.sale.lotIds,
      timing: TIMING,
    });
  });
  try {
    for (let round = 1; round <= size.rounds; round++) {
      const { war, damage, healedAt } = await breakThings(world, size, random);
      done.push(...damage);
      accepted += war;
      const ms = await convergence(world, clients, { healedAt, violations });
      took.push(ms);
      if (size.judgesTime && ms > CONVERGED_MS)
        violations.push(`round ${round} (${damage.join(', ')}): converged after ${ms} ms`);
      say(`round ${round} of ${size.rounds}: ${damage.join(', ')}; ${war} bids; equal after ${ms} ms`);
    }
    // Whatever died in whatever order, the nodes hear each other again.
    await world.busStands();
  } finally {
    for (const client of clients) client.close();
    await world.remove();
  }
  const sorted = took.toSorted((a, b) => a - b);
  const sums = clients.reduce((sum, { client: { counters } }) => sum + counters.connections, 0);
  return {
    runs: `${size.clients} clients, ${size.rounds} rounds, ${done.length} faults, ${accepted} bids, ${sums} connections`,
    result: `all equal to the ledger; after healing ${sorted[Math.floor(sorted.length / 2)]} ms (median), ${sorted.at(-1)} ms (most)`,
    violations,
  };
}

interface Round {
  /** Bids that were accepted. */
  war: number;
  damage: Damage[];
  /** By `performance.now()`. */
  healedAt: number;
}

/** A bid war in which some things break, and at whose end everything is healed. */
async function breakThings(world: TwoNodes, size: Size, random: Random): Promise<Round> {
  const { sale, bidders, nodes } = world;
  const urls = (): string[] => nodes.filter(({ up }) => up).map(({ house }) => house.url);
  const war = startWar({ urls, lotIds: sale.lotIds, bidders, perSecond: 15, random });
  await sleep(200);
  const damage = [...new Set(Array.from({ length: random.between(2, 4) }, () => random.pick(FAULTS)))];
  const ends = await Promise.all(damage.map(({ strike }) => strike(world, random.fork())));
  await sleep(random.between(size.brokenMs / 3, size.brokenMs));
  for (const end of ends) await end();
  heal(world);
  const healedAt = performance.now();
  await war.stop();
  return { war: war.accepted, damage, healedAt };
}

/** Waits until every client shows what both nodes show, and answers how long after the healing that was, in ms. */
async function convergence(
  { nodes, sale }: TwoNodes,
  clients: readonly Watcher[],
  { healedAt, violations }: { healedAt: number; violations: string[] },
): Promise<number> {
  const urls = nodes.map(({ house }) => house.url);
  // The node that took the last bid knows it; the other one may still be about to find it.
  const newest = async (lotId: string): Promise<PublicLot> =>
    (await Promise.all(urls.map((url) => lotOf(url, lotId)))).reduce((a, b) => (b.version > a.version ? b : a));
  const lots = await Promise.all(sale.lotIds.map(newest));
  const isEqual = (client: Watcher): boolean => lots.every((lot) => client.shows(lot));
  await until(() => clients.every(isEqual), 'every client shows the ledger', 60_000).catch(() => {
    violations.push(`${clients.filter((client) => !isEqual(client)).length} clients never showed the last state`);
  });
  const tookMs = Math.round(performance.now() - healedAt);
  for (const lot of lots) {
    const ledgers = await Promise.all(urls.map((url) => eventsOf(url, lot.id)));
    if (!isDeepStrictEqual(ledgers[0], ledgers[1])) violations.push(`the nodes disagree about ${lot.id}`);
    const ledger = ledgers[0]!;
    if (ledger.some(({ version }, index) => version !== index + 1))
      violations.push(`the ledger of ${lot.id} has a hole`);
    for (const client of clients) client.compare(lot.id, ledger);
  }
  violations.push(...clients.flatMap(({ wrong }) => wrong.splice(0)));
  return tookMs;
}
