import { setTimeout as sleep } from 'node:timers/promises';
import { httpDoor, socketDoor, type Door } from './doors.ts';
import { saidBy, type Bidder, type Intent } from './history.ts';
import type { History } from './history.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** How a crowd bids. */
export interface Crowd {
  stage: Stage;
  history: History;
  bidders: readonly Bidder[];
  lotIds: readonly string[];
  /** Ends the crowd; what is under way then is learnt afterwards. */
  over(): boolean;
}

/** Bidders at the same time, each after his own random numbers, each with one bid under way. */
export async function bidAll(crowd: Crowd, random: Random, atOnce: number): Promise<void> {
  // What everybody can see: the lowest maximum that was last heard of, by lot.
  const minima = new Map<string, number>();
  const workers = Array.from({ length: atOnce }, (_, index) => {
    const bidder = crowd.bidders[index % crowd.bidders.length]!;
    return work(crowd, random.fork(), bidder, minima);
  });
  await Promise.all(workers);
}

async function work(crowd: Crowd, random: Random, bidder: Bidder, minima: Map<string, number>): Promise<void> {
  const { stage, history } = crowd;
  const doors = stage.nodes.flatMap(({ front }) => [
    httpDoor(front.url, stage.origin, bidder),
    socketDoor(front.url, stage.origin, bidder),
  ]);
  try {
    while (!crowd.over()) {
      const lotId = random.pick(crowd.lotIds);
      const minimum = minima.get(lotId) ?? 1_000;
      // Now and then too low, now and then far above.
      const maxMinor = random.chance(0.08)
        ? Math.max(1, minimum - random.between(1, 500))
        : minimum + random.between(0, random.chance(0.5) ? 40_000 : 4_000);
      const body = { id: random.uuid(), lotId, maxMinor, currency: 'USD' };
      const notAfter = random.chance(0.5) ? { notAfter: Date.now() + 10_000 } : {};
      const intent = history.begin(bidder, { ...body, ...notAfter });
      await pursue(crowd, intent, doors, random);
      if (intent.fate?.kind === 'accepted') minima.set(lotId, intent.fate.receipt.minimumMinor);
      else if (intent.fate?.kind === 'refused' && intent.fate.error.code === 'BID_TOO_LOW')
        minima.set(lotId, Math.max(minima.get(lotId) ?? 0, intent.fate.error.minimumMinor));
    }
  } finally {
    for (const door of doors) door.close();
  }
}

/** Tries until the fate is known: the same id again, or the question what became of it. */
async function pursue({ history, over }: Crowd, intent: Intent, doors: readonly Door[], random: Random): Promise<void> {
  while (intent.fate === null && !over()) {
    const door = random.pick(doors);
    // Whoever presses twice sends twice, perhaps to another node.
    const twin = random.chance(0.05) ? attempt(history, intent, random.pick(doors)) : null;
    if (intent.tries > 0 && random.chance(0.25)) await settle(history, intent, door);
    else await attempt(history, intent, door);
    await twin;
    if (intent.fate === null) await sleep(random.between(5, 60));
  }
  if (intent.fate !== null && random.chance(0.03)) await attempt(history, intent, random.pick(doors));
}

/** One try. */
export async function attempt(history: History, intent: Intent, door: Door): Promise<void> {
  intent.tries++;
  const answer = await door.bid(intent.body).catch(() => null);
  if (answer === null) return;
  const said = saidBy(answer);
  if (said === 'unknown') return;
  if (said === 'nothing-happened') intent.busy++;
  else if (said.kind === 'lie') history.contradict(`${intent.body.id} was told ${said.what}`);
  else history.learn(intent, said);
}

/** Asks what became of it. */
export async function settle(history: History, intent: Intent, door: Door): Promise<void> {
  intent.settles++;
  const answer = await door.settle(intent.body.id).catch(() => null);
  if (answer === null) return;
  const said = answer.settled === 'cancelled' ? ({ kind: 'cancelled' } as const) : saidBy(answer.answer);
  if (typeof said === 'string' || said.kind === 'lie') {
    history.contradict(`${intent.body.id} was settled as ${JSON.stringify(answer)}`);
  } else history.learn(intent, said);
}

/** Learns the fate of all that is open. The stage is whole by then; what cannot be learnt is a broken promise. */
export async function settleAll({ stage, history }: Pick<Crowd, 'stage' | 'history'>): Promise<void> {
  const node = stage.nodes[0]!;
  for (const intent of history.intents) {
    const door = httpDoor(`http://127.0.0.1:${node.house.port}`, stage.origin, intent.bidder);
    for (let tries = 0; intent.fate === null && tries < 20; tries++) {
      if (tries > 0) await sleep(250);
      await settle(history, intent, door);
    }
    if (intent.fate === null) history.contradict(`the fate of ${intent.body.id} cannot be learnt`);
  }
}
