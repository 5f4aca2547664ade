import type { Socket as NetSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LotEventsFrame } from '@rostrum/contract';
import type { Socket } from 'socket.io-client';
import { aHouse, type HouseProcess } from '../e2e/house.ts';
import { bidders } from '../e2e/people.ts';
import { putSale, type Sale } from '../e2e/sale.ts';
import { startWar } from './bid-war.ts';
import { numbersOf, sumOf } from './numbers-of.ts';
import { openSocket } from './plain-socket.ts';
import type { ChaosPromise, ChaosRun, Outcome } from './promise.ts';
import { randomOf } from './random.ts';

const READERS = 99;
const LOTS = 20;
const PAIRS = 6;
const PHASE_MS = 12_000;
const ASKS_EVERY_MS = 20;
const QUEUE_MOST = 2 ** 20;
const SLOWER_MOST = 1.1;

export const slow: ChaosPromise = {
  id: 'slow',
  promise:
    'One stalled reader in a hundred takes less than 1 MB, and the 99th percentile of the others stays within 10 %.',
  test: 'tests/chaos/slow.ts',
  lacks: () => null,
  // apps/server/src/live/sockets/slow-readers.spec.ts counts: one cut, nobody else notices.
  short: null,
  long: (run) => stall(run),
};

/** What one phase showed. */
interface Phase {
  /** From commit to reader, in ms. */
  p99: number;
  frames: number;
  /** The most bytes that waited for one connection, of those looked at. */
  queue: number;
  /** The process's memory in MB, at the median. */
  memory: number;
  cuts: number;
}

async function stall({ seed, say }: ChaosRun): Promise<Outcome> {
  const house = await aHouse({
    BIDS_PER_SECOND: '10000',
    WATCHES_PER_SECOND: '1000',
    MESSAGES_PER_SECOND: '1000',
    LOG_LEVEL: 'error',
  });
  const lots = Array.from({ length: LOTS }, (_, index) => ({
    title: `Thing ${index + 1}`,
    openingMinor: 1_000,
    closesInMs: 24 * 3_600_000,
  }));
  const sale = await putSale({ dataDir: house.dataDir }, { lots });
  const calm: Phase[] = [];
  const stalled: Phase[] = [];
  let readers: Socket[] = [];
  try {
    await house.start();
    const people = await bidders(house.url, sale.slug, 6);
    const late: number[] = [];
    readers = await Promise.all(Array.from({ length: READERS }, () => aReader(house, sale)));
    for (const reader of readers) reader.on('lot.events', (frame: LotEventsFrame) => note(frame, late));
    const options = { urls: () => [house.url], lotIds: sale.lotIds, bidders: people, perSecond: 25 };
    const war = startWar({ ...options, random: randomOf(seed) });
    await sleep(5_000);
    for (let pair = 1; pair <= PAIRS; pair++) {
      const [before, after] = [await phase(house, sale, late, false), await phase(house, sale, late, true)];
      calm.push(before);
      stalled.push(after);
      say(`pair ${pair} of ${PAIRS}: p99 ${before.p99} ms, with a stalled reader ${after.p99} ms; ${after.cuts} cuts`);
    }
    await war.stop();
  } finally {
    for (const reader of readers) reader.disconnect();
    await house.remove();
  }
  return judged(calm, stalled);
}

function judged(calm: readonly Phase[], stalled: readonly Phase[]): Outcome {
  const [without, beside] = [medianOf(calm, 'p99'), medianOf(stalled, 'p99')];
  const queue = Math.max(...stalled.map((each) => each.queue));
  const more = medianOf(stalled, 'memory') - medianOf(calm, 'memory');
  const cuts = stalled.reduce((sum, each) => sum + each.cuts, 0);
  const frames = [...calm, ...stalled].reduce((sum, each) => sum + each.frames, 0);
  const violations: string[] = [];
  if (beside > without * SLOWER_MOST) violations.push(`p99 rose from ${without} to ${beside} ms`);
  if (queue > QUEUE_MOST) violations.push(`${queue} bytes waited for one reader`);
  if (queue === 0) violations.push('nothing ever waited for the stalled reader');
  return {
    runs: `${PAIRS} × ${PHASE_MS / 1_000} s with and without a stalled reader beside ${READERS}, ${frames} frames, ${cuts} cuts`,
    result: `at most ${Math.round(queue / 1024)} KB waited for it, the process took ${more.toFixed(1)} MB more; p99 of the others ${without} ms without, ${beside} ms with it (medians)`,
    violations,
  };
}

function medianOf(phases: readonly Phase[], key: 'p99' | 'memory'): number {
  return phases.map((each) => each[key]).toSorted((a, b) => a - b)[Math.floor(phases.length / 2)]!;
}

async function aReader({ url }: HouseProcess, { auctionId, lotIds }: Sale): Promise<Socket> {
  const socket = await openSocket('/lots', { url, origin: url });
  const lots = lotIds.map((id) => ({ id }));
  await socket.timeout(20_000).emitWithAck('watch', { house: true, auctions: [auctionId], lots });
  return socket;
}

/** One that reads nothing from now on, and asks for everything all the same: what the kernel holds for it is soon full. */
async function aStalledReader(house: HouseProcess, sale: Sale): Promise<Socket> {
  const socket = await aReader(house, sale);
  (socket.io.engine.transport as unknown as { ws: { _socket: NetSocket } }).ws._socket.pause();
  const lots = sale.lotIds.map((id) => ({ id }));
  const asking = setInterval(() => socket.emit('watch', { house: true, lots }, () => undefined), ASKS_EVERY_MS);
  socket.on('disconnect', () => clearInterval(asking));
  return socket;
}

function note({ events }: LotEventsFrame, late: number[]): void {
  const now = Date.now();
  for (const { at } of events) late.push(now - at);
}

async function phase(house: HouseProcess, sale: Sale, late: number[], stalling: boolean): Promise<Phase> {
  const cutsSoFar = async (): Promise<number> => sumOf(await numbersOf(house), 'auction_ws_slow_disconnects_total');
  const before = await cutsSoFar();
  let stalled = stalling ? await aStalledReader(house, sale) : null;
  const memory: number[] = [];
  let [queue, cuts] = [0, 0];
  late.length = 0;
  for (const end = Date.now() + PHASE_MS; Date.now() < end; await sleep(250)) {
    const numbers = await numbersOf(house);
    queue = Math.max(queue, sumOf(numbers, 'auction_ws_send_queue_bytes'));
    memory.push(sumOf(numbers, 'process_resident_memory_bytes') / 2 ** 20);
    const cutNow = sumOf(numbers, 'auction_ws_slow_disconnects_total') - before;
    if (stalled && cutNow > cuts) {
      // It was cut; the next one takes its place.
      stalled.disconnect();
      stalled = await aStalledReader(house, sale);
    }
    cuts = cutNow;
  }
  stalled?.disconnect();
  const sorted = late.toSorted((a, b) => a - b);
  const middle = memory.toSorted((a, b) => a - b)[Math.floor(memory.length / 2)]!;
  return { p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0, frames: sorted.length, queue, memory: middle, cuts };
}
