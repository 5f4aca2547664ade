import { settleAll } from './bidding.ts';
import { startCommitCutter, type CommitCutter } from './commit-cutter.ts';
import { fullQueue, lockThatDoesNotCome } from './held-lots.ts';
import { History } from './history.ts';
import { lostOrDoubled, readKept, unsoundLots } from './ledger-check.ts';
import { lostCommits } from './lost-commits.ts';
import { startNeighbour } from './neighbours.ts';
import { lacksPostgres } from './own-postgres.ts';
import type { ChaosPromise, ChaosRun, Outcome } from './promise.ts';
import { randomOf, type Random } from './random.ts';
import { openStage } from './stage.ts';
import { sameCommandOnTwoLots } from './two-lots.ts';

/** How often each part is run. */
interface Size {
  pairs: number;
  commits: number;
  unknown: number;
  locks: number;
  floods: number;
}

const SHORT: Size = { pairs: 10, commits: 4, unknown: 1, locks: 1, floods: 1 };
const LONG: Size = { pairs: 300, commits: 100, unknown: 5, locks: 5, floods: 5 };

export const commands: ChaosPromise = {
  id: 'commands',
  promise:
    'A command sent at once to two lots, a COMMIT whose answer is lost, a full queue, a lock that does not come: one true answer each, and no neighbour is hurt.',
  test: 'tests/chaos/commands.ts',
  lacks: lacksPostgres,
  short: (run) => tryCommands(run, SHORT),
  long: (run) => tryCommands(run, LONG),
};

async function tryCommands({ seed, say }: ChaosRun, size: Size): Promise<Outcome> {
  const random = randomOf(seed);
  const cutters: CommitCutter[] = [];
  const stage = await openStage({
    nodes: 2,
    people: 8,
    behind: async (port) => cutters[cutters.push(await startCommitCutter(port)) - 1]!.port,
  });
  try {
    const lots = ['First', 'Second', 'Next door'].map((title) => ({
      title,
      openingMinor: 1_000,
      closesInMs: 6 * 3_600_000,
    }));
    const { sale, bidders } = await stage.sale({ lots });
    const [neighbour, ...others] = bidders;
    const history = new History();
    const at = { stage, history, bidders: others, lotIds: sale.lotIds.slice(0, 2) };
    const violations: string[] = [];
    const beside = async (node: number, what: string, part: (random: Random) => Promise<string[]>) => {
      const nextDoor = startNeighbour(stage, node, neighbour!, sale.lotIds[2]!, history, random.fork());
      violations.push(...(await part(random.fork())));
      violations.push(...(await nextDoor.stop()));
      say(`${what}: ${violations.length} violations so far`);
    };
    const ways = Array.from({ length: size.commits }, (_, index) => (['kept', 'lost'] as const)[index % 2]!);
    await beside(0, 'two lots', (own) => sameCommandOnTwoLots(at, own, size.pairs));
    await beside(0, 'lost answers to COMMIT', (own) => lostCommits(at, cutters[0]!, own, ways));
    // Without a line to the database the node itself can do nothing: the neighbour bids through the other one.
    const unknown = Array.from({ length: size.unknown }, () => 'unknown' as const);
    await beside(1, 'COMMITs that nobody can be asked about', (own) => lostCommits(at, cutters[0]!, own, unknown));
    await beside(0, 'locks', (own) => lockThatDoesNotCome(at, own, size.locks));
    await beside(0, 'full queues', (own) => fullQueue(at, own, size.floods));
    await settleAll(at);
    const kept = await readKept(stage.postgres.url, sale.lotIds);
    violations.push(...lostOrDoubled(history, kept), ...(await unsoundLots(stage.postgres.url)));
    return {
      runs: `${size.pairs} commands on two lots, ${size.commits} COMMITs cut (half kept, half lost), ${size.unknown} that nobody could be asked about, ${size.locks} locks of 3 s, ${size.floods} floods of 1,500 bids; ${history.intents.length} bids in all`,
      result: '0 false answers, 0 neighbours hurt',
      violations,
    };
  } finally {
    await stage.remove();
    for (const cutter of cutters) await cutter.close();
  }
}
