import type { Socket as NetSocket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'socket.io-client';
import { aHouse, type HouseProcess } from '../e2e/house.ts';
import { lotOf } from '../e2e/ledger.ts';
import { putSale } from '../e2e/sale.ts';
import { badFrame, oddMessage } from './bad-packets.ts';
import { megabytesOf } from './numbers-of.ts';
import { foreignOrigins, mutatedOrigin, type SaidOrigin } from './odd-origins.ts';
import { codeOf, openSocket } from './plain-socket.ts';
import type { ChaosPromise, ChaosRun, Outcome } from './promise.ts';
import { randomOf, type Random } from './random.ts';
import { rawFrame, shakeHands } from './raw-socket.ts';

const TRUSTED = 'https://friend.test';
/**
 * Of the house's heap, in MB: some three times what it needs. What frames leave behind would fill it and end the process; a
 * larger one only collects its garbage later, and then shows growth that is none.
 */
const HEAP_MB = 192;
/** What the process may take more during the second half of the connections: after thousands it has grown to its work. */
const GROWTH_MB = 32;
/** Memory is looked at after each. The first half warms the process up. */
const PARTS = 8;

export const origins: ChaosPromise = {
  id: 'origins',
  promise:
    'Only pages of trusted origins connect; whatever frames and packets come in, no node ends, others are served on, and memory stays bounded.',
  test: 'tests/chaos/origins.ts',
  lacks: () => null,
  short: (run) => attack(run, { mutations: 150, connections: 60, frames: 60, growthMb: null }),
  long: (run) => attack(run, { mutations: 20_000, connections: 5_000, frames: 200, growthMb: GROWTH_MB }),
};

interface Size {
  /** Origins one or a few letters off. */
  mutations: number;
  /** Connections that send bad frames. */
  connections: number;
  /** Frames of each, at most. */
  frames: number;
  /** Null where the process is still too young to be judged by its memory. */
  growthMb: number | null;
}

async function attack({ seed, say }: ChaosRun, size: Size): Promise<Outcome> {
  const random = randomOf(seed);
  const violations: string[] = [];
  const house = await aHouse({
    TRUSTED_ORIGINS: TRUSTED,
    LOG_LEVEL: 'error',
    CONNECTIONS_PER_IP: '100000',
    NODE_OPTIONS: `--max-old-space-size=${HEAP_MB}`,
  });
  const lot = { title: 'A chest', openingMinor: 1_000, closesInMs: 24 * 3_600_000 };
  const { lotIds } = await putSale({ dataDir: house.dataDir }, { lots: [lot] });
  try {
    await house.start();
    const tried = await tryOrigins(house, random, size.mutations, violations);
    say(`${tried} origins`);
    const good = await openSocket('/lots', { url: house.url, origin: house.url });
    const before = await lotOf(house.url, lotIds[0]!);
    const connections = Math.ceil(size.connections / PARTS);
    let [sent, atFirst] = [0, 0];
    for (let part = 1; part <= PARTS; part++) {
      sent += await fuzz(house, good, random, { ...size, connections }, violations);
      const now = await megabytesOf(house);
      if (part === PARTS / 2) atFirst = now;
      say(`${sent} frames, ${now.toFixed(0)} MB`);
    }
    await sleep(1_000);
    const atLast = await megabytesOf(house);
    if (size.growthMb !== null && atLast - atFirst > size.growthMb)
      violations.push(`grew from ${atFirst} to ${atLast} MB`);
    if (!good.connected) violations.push('an honest socket was cut');
    good.disconnect();
    if ((await lotOf(house.url, lotIds[0]!)).checksum !== before.checksum) violations.push('a lot was changed');
    if (/uncaught|unhandled|heap out of memory/i.test(house.output())) violations.push(house.output().slice(-2_000));
    return {
      runs: `${tried} origins on websocket and polling, ${sent} bad frames over ${connections * PARTS} connections`,
      result: `only the trusted entered; 0 crashes, honest sockets answered throughout, with ${HEAP_MB} MB of heap; memory ${atFirst.toFixed(0)} MB after half of it, ${atLast.toFixed(0)} MB at the end`,
      violations,
    };
  } finally {
    await house.remove();
  }
}

async function tryOrigins(
  house: HouseProcess,
  random: Random,
  mutations: number,
  violations: string[],
): Promise<number> {
  const welcome = new Set([house.url, TRUSTED, `${TRUSTED}:443`]);
  const mutated = Array.from({ length: mutations }, () => mutatedOrigin(house.url, random));
  const all: SaidOrigin[] = [...welcome, house.url.toUpperCase(), ...foreignOrigins(house.url, TRUSTED), ...mutated];
  // Letters of a host have no case, and a port that begins with noughts is the same port.
  const plain = (origin: string): string => origin.toLowerCase().replace(/:0+(?=\d+$)/, ':');
  const isOurs = (origin: SaidOrigin): boolean => origin !== null && welcome.has(plain(origin));
  for (const origin of all) {
    const headers = origin === null ? [] : [['Origin', origin] as const];
    const [status, socket] = await shakeHands({ port: house.port, headers });
    socket.destroy();
    if ((status === 101) !== isOurs(origin)) violations.push(`origin ${JSON.stringify(origin)} was answered ${status}`);
  }
  // Said twice, and with a transport that the house does not speak.
  const twice = [['Origin', house.url] as const, ['Origin', 'https://evil.test'] as const];
  for (const headers of [twice, twice.toReversed()]) {
    const [status, socket] = await shakeHands({ port: house.port, headers });
    socket.destroy();
    if (status === 101 && headers[0]![1] !== house.url) violations.push('a second origin was believed');
  }
  const [polled] = await shakeHands({ port: house.port, headers: [['Origin', house.url]], transport: 'polling' });
  if (polled === 101) violations.push('polling was upgraded');
  return all.length + 3;
}

/** Sends bad frames from many connections at once, and asks an honest socket all the while. Answers how many it sent. */
async function fuzz(
  house: HouseProcess,
  good: Socket,
  random: Random,
  size: Size,
  violations: string[],
): Promise<number> {
  let sent = 0;
  let next = 0;
  const worker = async (own: Random): Promise<void> => {
    while (next++ < size.connections) sent += await oneLiar(house, own, size.frames);
  };
  const workers = Promise.all(Array.from({ length: 8 }, () => worker(random.fork())));
  const over = workers.then(() => true);
  do {
    const code = await codeOf(good, 'time', { t0: 1 });
    if (code !== 'ok') violations.push(`an honest socket was answered ${code}`);
  } while (!(await Promise.race([over, sleep(100, false)])));
  return sent;
}

/** Joins `/lots` and waits for the welcome, without which the first message ends the connection. */
async function enter(socket: NetSocket): Promise<void> {
  const welcome = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    socket.on('data', (data) => void (data.includes('40/lots') && resolve()));
  });
  socket.write(rawFrame({ opcode: 1, payload: Buffer.from('40/lots,') }));
  await Promise.race([welcome, sleep(2_000)]);
}

/** One connection: often it enters properly first. Ends when the house ends it, or after its last frame. */
async function oneLiar({ port, url }: HouseProcess, random: Random, frames: number): Promise<number> {
  const [, socket] = await shakeHands({ port, headers: [['Origin', url]] });
  socket.removeAllListeners('close');
  socket.on('error', () => undefined).on('data', () => undefined);
  if (random.chance(0.9)) await enter(socket);
  const many = random.between(1, frames);
  let sent = 0;
  for (; sent < many && !socket.destroyed && socket.writable; sent++) {
    // The first bad frame often ends the connection, so it comes after many odd ones.
    const frame = sent < many - 2 && random.chance(0.97) ? oddMessage(random) : badFrame(random);
    socket.write(rawFrame(frame));
    if (random.chance(0.3)) await sleep(0);
  }
  await sleep(5);
  if (random.chance(0.5)) socket.destroy();
  else socket.resetAndDestroy();
  return sent;
}
