import { setTimeout as sleep } from 'node:timers/promises';
import { attempt } from './bidding.ts';
import type { CommandStage } from './command-stage.ts';
import type { CommitCutter, Cut } from './commit-cutter.ts';
import { httpDoor } from './doors.ts';
import type { Random } from './random.ts';

/** A COMMIT that broke its line: kept, lost, or kept while nobody can be asked whether it was. */
type Way = Cut | 'unknown';
/** Longer than a node asks what became of a COMMIT. */
const AWAY_MS = 5_000;

/** Bids whose transaction loses its line at COMMIT, with others' bids in the same transaction. */
export async function lostCommits(
  { stage, history, bidders, lotIds }: CommandStage,
  cutter: CommitCutter,
  random: Random,
  ways: readonly Way[],
): Promise<string[]> {
  const wrong: string[] = [];
  const { front, back } = stage.nodes[0]!;
  for (const [round, way] of ways.entries()) {
    const lotId = lotIds[round % lotIds.length]!;
    const before = cutter.cuts();
    const group = bidders.slice(0, random.between(1, bidders.length)).map((bidder, index) => {
      // Far above what stood before this round.
      const body = { id: random.uuid(), lotId, maxMinor: 1_000_000 * (round + 1) + 50_000 * index, currency: 'USD' };
      return { intent: history.begin(bidder, body), door: httpDoor(front.url, stage.origin, bidder) };
    });
    const { intent } = random.pick(group);
    cutter.cutAt(intent.body.id, way === 'lost' ? 'lost' : 'kept');
    const answers = Promise.all(group.map(({ intent, door }) => attempt(history, intent, door)));
    if (way === 'unknown') {
      while (cutter.cuts() === before) await sleep(1);
      back.refuse(true);
      back.resetAll();
      await sleep(AWAY_MS);
      back.refuse(false);
    }
    await answers;
    if (cutter.cuts() !== before + 1) wrong.push(`the COMMIT of ${intent.body.id} was not cut`);
    if (way === 'kept' && intent.fate === null) wrong.push(`${intent.body.id} was kept and its bidder not told`);
    for (const { intent, door } of group) {
      for (let tries = 0; intent.fate === null && tries < 40; tries++) {
        await sleep(50);
        await attempt(history, intent, door);
      }
      if (intent.fate === null) wrong.push(`${intent.body.id} was never answered (${way})`);
    }
  }
  return wrong;
}
