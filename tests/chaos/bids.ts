import { bidAll, settleAll } from './bidding.ts';
import { History } from './history.ts';
import { killAtRandom } from './kills.ts';
import { lostOrDoubled, readKept, unsoundLots } from './ledger-check.ts';
import { lacksPostgres } from './own-postgres.ts';
import type { ChaosPromise, ChaosRun, Outcome } from './promise.ts';
import { randomOf } from './random.ts';
import { openStage } from './stage.ts';

/** How much is run. `apart`: acknowledged bids between two kills. */
interface Size {
  acknowledged: number;
  nodeKills: number;
  serverKills: number;
  apart: { low: number; high: number };
  lots: number;
  bidders: number;
  atOnce: number;
}

const SHORT: Size = {
  acknowledged: 200,
  nodeKills: 1,
  serverKills: 1,
  apart: { low: 20, high: 50 },
  lots: 3,
  bidders: 4,
  atOnce: 8,
};
const LONG: Size = {
  acknowledged: 20_000,
  nodeKills: 20,
  serverKills: 20,
  apart: { low: 50, high: 500 },
  lots: 8,
  bidders: 12,
  atOnce: 24,
};
const CLOSES_MS = 6 * 3_600_000;

export const bids: ChaosPromise = {
  id: 'bids',
  promise:
    'No acknowledged bid is lost or doubled when nodes and PostgreSQL are killed (kill -9) and lines break; bidders retry by command id.',
  test: 'tests/chaos/bids.ts',
  lacks: lacksPostgres,
  short: (run) => tryBids(run, SHORT),
  long: (run) => tryBids(run, LONG),
};

async function tryBids({ seed, say }: ChaosRun, size: Size): Promise<Outcome> {
  const random = randomOf(seed);
  const stage = await openStage({ nodes: 2, people: size.bidders });
  try {
    const lots = Array.from({ length: size.lots }, (_, index) => ({
      title: `Thing ${index + 1}`,
      openingMinor: 1_000,
      closesInMs: CLOSES_MS,
    }));
    const { sale, bidders } = await stage.sale({ lots });
    const { lotIds } = sale;
    const history = new History();
    let killed = false;
    const crowd = { stage, history, bidders, lotIds, over: () => killed };
    const bidding = bidAll(crowd, random.fork(), size.atOnce);
    const kills = await killAtRandom(
      stage,
      random.fork(),
      () => history.accepted,
      size.apart,
      ({ nodes, servers }) =>
        history.accepted >= size.acknowledged && nodes >= size.nodeKills && servers >= size.serverKills,
      say,
    ).finally(() => (killed = true));
    await bidding;
    stage.heal();
    await settleAll(crowd);
    const kept = await readKept(stage.postgres.url, lotIds);
    const violations = [...lostOrDoubled(history, kept), ...(await unsoundLots(stage.postgres.url))];
    const again = history.intents.filter(({ tries }) => tries > 1).length;
    return {
      runs: `${history.accepted} acknowledged bids of ${history.intents.length} asked, ${again} of them more than once; kill -9 of a node ${kills.nodes} times, of PostgreSQL ${kills.servers} times, of one of its processes ${kills.backends} times; ${kills.lines} broken lines`,
      result: '0 lost, 0 doubled; every ledger folds to what is shown',
      violations,
    };
  } finally {
    await stage.remove();
  }
}
