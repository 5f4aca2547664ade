import { setTimeout as sleep } from 'node:timers/promises';
import { bidAll, settleAll } from './bidding.ts';
import { breakLines } from './broken-lines.ts';
import { History } from './history.ts';
import { readKept, unsoundLots, lostOrDoubled } from './ledger-check.ts';
import { notLinear, type Look } from './linear-check.ts';
import { lookAround } from './looks.ts';
import { lacksPostgres } from './own-postgres.ts';
import type { ChaosPromise, ChaosRun, Outcome } from './promise.ts';
import { randomOf, type Random } from './random.ts';
import { openStage, type Stage } from './stage.ts';

const BIDDERS = 5;
/** Lots that are open at the same time, each a history from a seed of its own. */
const LOTS_AT_ONCE = 5;
const CLOSES_MS = 3_000;
const SOFT_CLOSE = { windowMs: 300, extensionMs: 300, maxExtensions: 4 };
/** Seeds that are run every time; one that found something comes to them. */
const KEPT = [7, 8];
/** Nobody bids any more, and every hammer has fallen. */
const OVER_MS = CLOSES_MS + 4 * SOFT_CLOSE.extensionMs + 1_500;

export const linear: ChaosPromise = {
  id: 'linear',
  promise:
    'Each lot takes one bid at a time: every answer is the one of the rules in the order of the ledger, and that order is the one of real time.',
  test: 'tests/chaos/linear.ts',
  lacks: lacksPostgres,
  short: (run) => tryLots(run, [...KEPT, run.seed, run.seed + 1, run.seed + 2]),
  long: (run) => tryLots(run, [...KEPT, ...Array.from({ length: 200 }, (_, index) => run.seed + index)]),
};

interface Found {
  asked: number;
  accepted: number;
  looks: number;
  broken: number;
  hammers: number;
  violations: string[];
}

async function tryLots({ say }: ChaosRun, seeds: readonly number[]): Promise<Outcome> {
  const stage = await openStage({ nodes: 2, people: BIDDERS });
  const all: Found = { asked: 0, accepted: 0, looks: 0, broken: 0, hammers: 0, violations: [] };
  try {
    for (let done = 0; done < seeds.length; done += LOTS_AT_ONCE) {
      const { violations, ...counts } = await trySale(stage, seeds.slice(done, done + LOTS_AT_ONCE));
      for (const [name, count] of Object.entries(counts)) all[name as keyof typeof counts] += count;
      all.violations.push(...violations);
      say(
        `${Math.min(done + LOTS_AT_ONCE, seeds.length)} histories, ${all.asked} bids, ${all.violations.length} violations`,
      );
    }
    const unsound = await unsoundLots(stage.postgres.url);
    return {
      runs: `${seeds.length} histories, each from a seed of its own: ${all.asked} bids asked, ${all.accepted} accepted, ${all.looks} looks, ${all.hammers} hammers, ${all.broken} broken lines, 2 nodes`,
      result: '0 violations',
      violations: [...all.violations, ...unsound],
    };
  } finally {
    await stage.remove();
  }
}

/** One sale; each lot with bidders of its own seed, all lots at once. */
async function trySale(stage: Stage, seeds: readonly number[]): Promise<Found> {
  const randoms = seeds.map(randomOf);
  const lots = randoms.map((random, index) => ({
    title: `Thing ${index + 1}`,
    openingMinor: 1_000,
    closesInMs: CLOSES_MS,
    ...(random.chance(0.4) ? { reserveMinor: random.between(1_000, 30_000) } : {}),
  }));
  const { sale, bidders } = await stage.sale({ lots, softClose: SOFT_CLOSE });
  const history = new History();
  const looks: Look[] = [];
  const ends = Date.now() + OVER_MS;
  const over = (): boolean => Date.now() > ends;
  const breaking = breakLines(stage, randoms[0]!.fork(), over);
  await Promise.all([
    ...sale.lotIds.map((lotId, index) => bidOnLot(stage, history, bidders, lotId, randoms[index]!, over)),
    ...sale.lotIds.map((lotId, index) => lookAround(stage, lotId, randoms[index]!.fork(), looks, over)),
  ]);
  const broken = await breaking;
  stage.heal();
  await settleAll({ stage, history });
  // A hammer that fell on a broken line falls again.
  await sleep(500);
  const kept = await readKept(stage.postgres.url, sale.lotIds);
  const hammers = [...kept.ledgers.values()].filter((lines) =>
    /LotSold|LotPassed/.test(lines.at(-1)?.type ?? ''),
  ).length;
  return {
    asked: history.intents.length,
    accepted: history.accepted,
    looks: looks.length,
    broken,
    hammers,
    violations: [...lostOrDoubled(history, kept), ...notLinear(history, looks, kept)],
  };
}

function bidOnLot(
  stage: Stage,
  history: History,
  bidders: Parameters<typeof bidAll>[0]['bidders'],
  lotId: string,
  random: Random,
  over: () => boolean,
): Promise<void> {
  return bidAll({ stage, history, bidders, lotIds: [lotId], over }, random, random.between(2, BIDDERS));
}
