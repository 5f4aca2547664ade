import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { attempt } from './bidding.ts';
import type { CommandStage } from './command-stage.ts';
import { socketDoor, type Door } from './doors.ts';
import type { Intent } from './history.ts';
import { readKept } from './ledger-check.ts';
import type { Random } from './random.ts';

/** Longer than a node waits for a lot's lock. */
const LOCKED_MS = 3_000;
/** Shorter, and long enough for a flood to arrive. */
const SLOW_MS = 1_200;
/** More than a transaction takes and a queue holds. */
const FLOOD = 1_500;

/** The lot's row is held by somebody else for `ms`. */
async function holdingLot<T>(url: string, lotId: string, ms: number, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT FROM lots WHERE id = $1 FOR UPDATE', [lotId]);
  const [result] = await Promise.all([
    work(),
    sleep(ms)
      .then(() => client.query('ROLLBACK'))
      .finally(() => client.end()),
  ]);
  return result;
}

/** A lock that does not come: who waited for it in vain is told BUSY, who still waits when it comes gets the rules' answer. */
export function lockThatDoesNotCome(at: CommandStage, random: Random, rounds: number): Promise<string[]> {
  return holdOften(at, random, rounds, { count: 20, ms: LOCKED_MS, from: 200_000_000, busyAtMost: 20 });
}

/** A queue that is full: who does not fit in is told BUSY at once, everybody else gets the answer of the rules. */
export function fullQueue(at: CommandStage, random: Random, rounds: number): Promise<string[]> {
  return holdOften(at, random, rounds, { count: FLOOD, ms: SLOW_MS, from: 2_000_000_000, busyAtMost: FLOOD - 1 });
}

/** Bids on a lot that somebody holds for `ms`. `from`: the first maximum. */
interface Held {
  count: number;
  ms: number;
  from: number;
  busyAtMost: number;
}

async function holdOften(at: CommandStage, random: Random, rounds: number, held: Held): Promise<string[]> {
  const wrong: string[] = [];
  for (let round = 1; round <= rounds; round++) {
    const bids = await bidOnHeld(at, random, { ...held, from: held.from * round });
    const busy = bids.filter(({ fate }) => fate === null);
    const silent = busy.filter((bid) => bid.busy !== 1).length;
    if (busy.length === 0 || busy.length > held.busyAtMost)
      wrong.push(`${busy.length} of ${held.count} bids were told BUSY`);
    if (silent > 0) wrong.push(`${silent} of ${held.count} bids were not answered`);
    wrong.push(...(await bidAgain(at, busy)));
    for (const door of new Set(bids.map((intent) => doorsOf.get(intent)!))) door.close();
  }
  return wrong;
}

const doorsOf = new WeakMap<Intent, Door>();

async function bidOnHeld(at: CommandStage, random: Random, { count, ms, from }: Held): Promise<Intent[]> {
  const { stage, history, bidders, lotIds } = at;
  const lotId = lotIds[0]!;
  const doors = bidders.map((bidder) => socketDoor(stage.nodes[0]!.front.url, stage.origin, bidder));
  await Promise.all(doors.map((door) => door.ready()));
  const intents = await holdingLot(stage.postgres.url, lotId, ms, async () => {
    const bids = Array.from({ length: count }, (_, index) => {
      const bidder = bidders[index % bidders.length]!;
      const body = { id: random.uuid(), lotId, maxMinor: from + 20_000 * index, currency: 'USD' };
      const intent = history.begin(bidder, body);
      doorsOf.set(intent, doors[index % doors.length]!);
      return intent;
    });
    await Promise.all(bids.map((intent) => attempt(history, intent, doorsOf.get(intent)!)));
    return bids;
  });
  return intents;
}

/** Nothing stands of bids that were told BUSY; sent again, each gets its answer. */
async function bidAgain({ stage, history, lotIds }: CommandStage, bids: readonly Intent[]): Promise<string[]> {
  const { ledgers } = await readKept(stage.postgres.url, lotIds);
  const stands = new Set([...ledgers.values()].flat().map(({ commandId }) => commandId));
  const wrong = bids
    .filter(({ body, fate }) => fate === null && stands.has(body.id))
    .map(({ body }) => `${body.id} was told BUSY and stands in the ledger`);
  await Promise.all(bids.map((intent) => attempt(history, intent, doorsOf.get(intent)!)));
  const silent = bids.filter(({ fate }) => fate === null).length;
  if (silent > 0) wrong.push(`${silent} bids had no answer when they were sent again`);
  return wrong;
}
