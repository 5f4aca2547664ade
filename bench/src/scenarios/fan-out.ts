import { Crowd } from '../crowd/crowd.ts';
import { rostrum, socketIo, socketIoMerged, ws, type Sender } from '../servers/senders.ts';
import { percentile } from '../figures.ts';
import { pause } from '../pause.ts';
import type { Kit, Row, Scenario } from '../scenario.ts';

const PLAY_MS = 2_500;
/** Before the first event, and after the last for what is still under way. */
const REST_MS = 700;

interface Load {
  watchers: number;
  perSecond: number;
  senders: readonly ((kit: Kit) => Promise<Sender>)[];
}

const LOADS: readonly Load[] = [
  { watchers: 1_000, perSecond: 100, senders: [rostrum, socketIo, ws] },
  { watchers: 1_000, perSecond: 1_000, senders: [rostrum, socketIo, socketIoMerged, ws] },
  { watchers: 5_000, perSecond: 100, senders: [rostrum, socketIo, ws] },
];

/** One lot, many watchers: what a delivery costs, and how late it is. */
export const scenario: Scenario = {
  name: 'fan-out',
  title: 'Fan-out: everybody watches one lot',
  about:
    'Each server sends the same events (a bid as Rostrum’s wire has it) to every watcher. At Rostrum they are real bids: ' +
    'its process also takes them over sockets, decides and commits them, and all of that CPU counts. The plain servers make ' +
    'up their events, and wait where their watchers fall behind, so that their delivered events may be fewer than offered. ' +
    'Watchers are bare TCP connections in another process that count frames without decoding them. An event delivered to a ' +
    'thousand watchers counts a thousand times; it is divided by the CPU time of the server’s process. Latency is from the ' +
    'event’s own time (at Rostrum before its commit) to the watcher’s TCP connection.',
  columns: [
    { key: 'perCore', title: 'events delivered per second and core' },
    { key: 'framesPerCore', title: 'frames per second and core' },
    { key: 'delivered', title: 'events delivered/s' },
    { key: 'cpu', title: 'server CPU, %' },
    { key: 'p50', title: 'p50, ms' },
    { key: 'p99', title: 'p99, ms' },
    { key: 'ack', title: 'bid → answer p95, ms' },
    { key: 'same', title: 'watchers with every frame in order' },
    { key: 'gapFree', title: 'versions gap-free' },
    { key: 'guarantees', title: 'what it guarantees' },
  ],
  async run(kit: Kit): Promise<Row[]> {
    const rows: Row[] = [];
    for (const load of LOADS) {
      for (const open of load.senders) {
        const sender = await kit.keep(open.name, () => open(kit));
        rows.push(await measure(sender, load));
        kit.say(JSON.stringify(rows.at(-1)));
      }
    }
    return rows;
  },
};

async function measure(sender: Sender, { watchers, perSecond }: Load): Promise<Row> {
  const { server } = sender;
  const crowd = new Crowd();
  try {
    await crowd.open(sender.approach, watchers);
    await pause(REST_MS);
    await crowd.watch(sender.frames);
    const [cpuBefore, begun] = [await server.cpuMs(), performance.now()];
    const acks = await sender.play(perSecond, PLAY_MS);
    const [cpuMs, ms] = [(await server.cpuMs()) - cpuBefore, performance.now() - begun];
    await pause(REST_MS);
    const seen = await crowd.seen();
    return {
      name: `${watchers.toLocaleString('en-US')} watchers, ${perSecond.toLocaleString('en-US')} events/s: ${sender.name}`,
      cells: {
        perCore: seen.events / (cpuMs / 1_000),
        framesPerCore: seen.frames / (cpuMs / 1_000),
        delivered: seen.events / (ms / 1_000),
        cpu: (100 * cpuMs) / ms,
        p50: seen.p50,
        p99: seen.p99,
        ack: percentile(acks, 0.95),
        same: seen.agreeing,
        gapFree: seen.gapFree ? 'yes' : 'no',
        guarantees: sender.guarantees,
      },
    };
  } finally {
    await crowd.close();
  }
}
