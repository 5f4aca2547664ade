import { freePort } from '@rostrum/testing';
import { BusyHouse } from './busy-house.ts';
import type { EventFrames } from '../crowd/tally.ts';
import { SOCKET_IO, type Approach } from '../crowd/watcher.ts';
import { pause } from '../pause.ts';
import type { Kit } from '../scenario.ts';
import { ServerProcess } from './server-process.ts';

/** A server that sends events of one hot lot to whoever watches it. */
export interface Sender {
  name: string;
  guarantees: string;
  server: ServerProcess;
  approach: Approach;
  frames: EventFrames;
  /** Makes events at a fixed rate for `ms`. Where somebody bids it answers how long each answer took, in ms. */
  play(perSecond: number, ms: number): Promise<number[]>;
  close(): Promise<void>;
}

/** Rostrum: real bids, taken over sockets and committed by the process that is measured. */
export async function rostrum({ postgres }: Kit): Promise<Sender> {
  const house = await BusyHouse.open(postgres, { lots: 1, people: 16 });
  const lotId = house.sale.lotIds[0]!;
  return {
    name: 'Rostrum',
    guarantees: 'numbered without gaps, committed before it is sent, resume, slow readers cut',
    server: house.server,
    approach: house.watching({ lots: [{ id: lotId }] }),
    frames: { prefix: '42/lots,["lot.events"', marker: '"from":' },
    play: (perSecond, ms) => house.bid([lotId], perSecond, ms),
    close: () => house.close(),
  };
}

/** Plain Socket.IO, one frame an event. */
export async function socketIo(): Promise<Sender> {
  return { name: 'Socket.IO', ...(await plain('socket-io', '"version":')) };
}

/** Plain Socket.IO with what comes within 25 ms in one frame, as Rostrum merges. */
export async function socketIoMerged(): Promise<Sender> {
  return { name: 'Socket.IO, merged by hand', ...(await plain('socket-io', '"from":', { MERGE_MS: '25' })) };
}

/** Plain ws, one frame an event. */
export async function ws(): Promise<Sender> {
  const sender = await plain('ws', '"version":');
  const approach = { port: sender.server.port, path: '/', hello: null, welcome: null, watch: null, watching: null };
  return { ...sender, name: 'ws', approach, frames: { prefix: '{"version"', marker: '"version":' } };
}

async function plain(script: string, marker: string, env = {}): Promise<Omit<Sender, 'name'>> {
  const port = await freePort();
  const server = await ServerProcess.start(`bench/src/peers/${script}.server.ts`, { ...env, PORT: `${port}` }, '/');
  return {
    guarantees: 'at most once; nothing is stored',
    server,
    approach: { ...SOCKET_IO, port, watch: '42/lots,0["watch",{}]', watching: '43/lots,0[' },
    frames: { prefix: '42/lots,["bid"', marker },
    async play(perSecond, ms) {
      server.tell({ feed: { perSecond, ms } });
      await pause(ms);
      return [];
    },
    close: () => server.stop('SIGKILL'),
  };
}
