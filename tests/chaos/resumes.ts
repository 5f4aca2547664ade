import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  applyLotEvent,
  type LotEventsFrame,
  type PublicLot,
  type PublicLotEvent,
  type WatchAnswer,
  type WatchedLot,
} from '@rostrum/contract';
import type { Socket } from 'socket.io-client';
import { aHouse, type HouseProcess } from '../e2e/house.ts';
import { eventsOf, lotOf } from '../e2e/ledger.ts';
import { bidders, send, type Visitor } from '../e2e/people.ts';
import { putSale } from '../e2e/sale.ts';
import { nextMaximum, startWar } from './bid-war.ts';
import { openSocket } from './plain-socket.ts';
import type { ChaosPromise, ChaosRun, Outcome } from './promise.ts';
import { randomOf, type Random } from './random.ts';

/** What a node keeps at hand of a lot. */
const RING = 256;

export const resumes: ChaosPromise = {
  id: 'resumes',
  promise:
    'A resume is never partial: from a random position, out of a trimmed ring, of a foreign epoch or from the future comes every event since, or the whole state; what follows joins on.',
  test: 'tests/chaos/resumes.ts',
  lacks: () => null,
  short: (run) => resume(run, { history: RING + 40, asks: 150, restarts: 1 }),
  long: (run) => resume(run, { history: 2_500, asks: 1_500, restarts: 6 }),
};

interface Size {
  /** Public events of the lot before anybody asks. */
  history: number;
  /** Resumes between two restarts. */
  asks: number;
  restarts: number;
}

/** One resume, with everything that was heard of it. */
interface Heard {
  asked: { epoch?: string; version?: number };
  answer: WatchedLot;
  /** Events of the frames that came after the question. */
  frames: LotEventsFrame[];
}

async function resume({ seed, say }: ChaosRun, size: Size): Promise<Outcome> {
  const random = randomOf(seed);
  const house = await aHouse({ BIDS_PER_SECOND: '10000', WATCHES_PER_SECOND: '100000', MESSAGES_PER_SECOND: '100000' });
  const lot = { title: 'A chest', openingMinor: 1_000, closesInMs: 24 * 3_600_000 };
  const { slug, lotIds } = await putSale({ dataDir: house.dataDir }, { lots: [lot] });
  const violations: string[] = [];
  const epochs: string[] = [];
  const modes = { delta: 0, snapshot: 0 };
  try {
    await house.start();
    const people = await bidders(house.url, slug, 4);
    const lotId = lotIds[0]!;
    const first = await wholeState(house, lotId);
    await fill(house, lotId, people, size.history);
    for (let life = 0; life <= size.restarts; life++) {
      if (life > 0) {
        await house[random.chance(0.5) ? 'kill' : 'stop']();
        await house.start();
      }
      epochs.push((await lotOf(house.url, lotId)).epoch);
      const heard = await askAround(house, lotId, people, epochs, size.asks, random);
      const ledger = await eventsOf(house.url, lotId);
      violations.push(...judge(heard, first, ledger, epochs.at(-1)!).map((what) => `life ${life + 1}: ${what}`));
      for (const { answer } of heard) modes[answer.mode] += 1;
      say(`life ${life + 1}: ${heard.length} resumes of a ledger of ${ledger.length} events`);
    }
  } finally {
    await house.remove();
  }
  return {
    runs: `${modes.delta + modes.snapshot} resumes during a bid war, ${size.restarts} restarts, epochs seen: ${new Set(epochs).size}`,
    result: `${modes.delta} complete deltas, ${modes.snapshot} whole states, 0 holes`,
    violations,
  };
}

/** Bids by the handful, so that the house commits many at once, until the lot has that many public events. */
async function fill(house: HouseProcess, lotId: string, people: readonly Visitor[], version: number): Promise<void> {
  for (let now = 0; now < version; now = (await lotOf(house.url, lotId)).version) {
    const bids = Array.from({ length: 40 }, (_, index) => {
      const body = { id: randomUUID(), lotId, maxMinor: nextMaximum(), currency: 'USD' };
      return send(house.url, `/api/lots/${lotId}/bids`, body, people[index % people.length]!.cookie);
    });
    await Promise.all(bids);
  }
}

/** Asks from random positions, over several sockets, while bids come in. */
async function askAround(
  house: HouseProcess,
  lotId: string,
  people: readonly Visitor[],
  epochs: readonly string[],
  asks: number,
  random: Random,
): Promise<Heard[]> {
  const war = startWar({
    urls: () => [house.url],
    lotIds: [lotId],
    bidders: people,
    perSecond: 10,
    random: random.fork(),
  });
  const heard: Heard[] = [];
  let head = (await lotOf(house.url, lotId)).version;
  const ask = async (own: Random): Promise<void> => {
    const socket = await openSocket('/lots', { url: house.url, origin: house.url });
    while (heard.length < asks) {
      const one = await oneResume(socket, lotId, positionOf(head, epochs, own));
      head = Math.max(head, one.answer.version);
      heard.push(one);
    }
    socket.disconnect();
  };
  await Promise.all(Array.from({ length: 4 }, () => ask(random.fork())));
  await war.stop();
  return heard;
}

/** Anywhere in the past, at the edges of the ring and of the ledger, and from the future. */
function positionOf(head: number, epochs: readonly string[], random: Random): Heard['asked'] {
  const version = random.pick([
    () => random.between(0, head),
    () => Math.max(0, head - RING + random.between(-3, 3)),
    () => Math.max(0, head - random.between(0, 3)),
    () => random.between(0, 2),
    () => head + random.between(1, 1_000),
  ])();
  if (random.chance(0.8)) return { epoch: epochs.at(-1)!, version };
  return random.pick([{ epoch: 'foreign1', version }, { epoch: random.pick(epochs), version }, {}]);
}

/** The lot as a watcher is told of it first. */
async function wholeState({ url }: HouseProcess, lotId: string): Promise<PublicLot> {
  const socket = await openSocket('/lots', { url, origin: url });
  const { answer } = await oneResume(socket, lotId, {});
  socket.disconnect();
  if (answer.mode !== 'snapshot') throw new Error('a first watch was answered a delta');
  return answer.state;
}

async function oneResume(socket: Socket, lotId: string, asked: Heard['asked']): Promise<Heard> {
  const frames: LotEventsFrame[] = [];
  const hear = (frame: LotEventsFrame): void => void frames.push(frame);
  socket.on('lot.events', hear);
  const said = (await socket.timeout(20_000).emitWithAck('watch', { lots: [{ id: lotId, ...asked }] })) as WatchAnswer;
  if (!said.ok) throw new Error(`a watch was answered ${JSON.stringify(said)}`);
  // A frame that was sent before the socket left the room arrives before the answer to that.
  await socket.timeout(20_000).emitWithAck('unwatch', { lots: [lotId] });
  socket.off('lot.events', hear);
  return { asked, answer: said.lots[0]!, frames };
}

/** Compares everything that was heard with the ledger. */
function judge(all: readonly Heard[], first: PublicLot, ledger: readonly PublicLotEvent[], epoch: string): string[] {
  const wrong: string[] = [];
  if (ledger.some(({ version }, index) => version !== index + 1)) wrong.push('the history itself has a hole');
  const states = [{ ...first, epoch, checksum: '' }];
  for (const event of ledger.slice(first.version))
    states.push({ ...applyLotEvent(states.at(-1)!, event), checksum: '' });
  for (const { asked, answer, frames } of all) {
    const note = (what: string): void => void wrong.push(`${what}, asked from ${JSON.stringify(asked)}`);
    if (answer.epoch !== epoch) note(`answered of epoch ${answer.epoch}`);
    if (answer.mode === 'delta') {
      const since = ledger.slice(asked.version ?? 0, answer.version);
      if (asked.epoch !== epoch) note('a delta across epochs');
      if (!isDeepStrictEqual(answer.events, since))
        note(`${answer.events.length} events where ${since.length} were due`);
    } else {
      const state = states[answer.version - first.version];
      if (!isDeepStrictEqual({ ...answer.state, checksum: '' }, state))
        note(`a state that is not that of ${answer.version}`);
    }
    let at = answer.version;
    for (const event of frames.flatMap(({ events }) => events)) {
      if (event.version <= at) continue;
      if (event.version !== at + 1) note(`a frame went on with ${event.version} after ${at}`);
      at = event.version;
      if (!isDeepStrictEqual(event, ledger[at - 1])) note(`a frame said something else of ${at}`);
    }
  }
  return wrong;
}
