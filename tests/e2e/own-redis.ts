import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { freePort } from '@rostrum/testing';
import { until } from './house.ts';

/** A Redis of one's own, to be killed. */
export interface OwnRedis {
  url: string;
  start(): Promise<void>;
  /** kill -9. */
  kill(): Promise<void>;
  /** How many listen to a channel; 0 while it is dead. */
  listeners(channel: string): Promise<number>;
}

const program = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find((path) => existsSync(path));

/** Why no Redis can be started here; null where one can. */
export function lacksRedis(): string | null {
  return program ? null : 'needs an installed redis-server';
}

/** A Redis on a port of its own that keeps nothing; started by `start()`. */
export async function ownRedis(): Promise<OwnRedis> {
  const port = await freePort();
  let server: ChildProcess | null = null;
  return {
    url: `redis://127.0.0.1:${port}`,
    async start() {
      const alone = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
      server = spawn(program!, ['--port', String(port), ...alone], { stdio: 'ignore' });
      await until(async () => (await tell(port, 'PING')).startsWith('+PONG'), 'the Redis of this test answers');
    },
    async kill() {
      if (!server || server.exitCode !== null || server.signalCode !== null) return;
      const ended = new Promise((resolve) => server!.once('exit', resolve));
      server.kill('SIGKILL');
      await ended;
    },
    async listeners(channel) {
      return Number(/:(\d+)/.exec(await tell(port, `PUBSUB NUMSUB ${channel}`))?.[1] ?? 0);
    },
  };
}

/** One command and what is said to it; '' where nobody answers. */
function tell(port: number, command: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.once('data', (data) => socket.end(() => resolve(data.toString())));
    socket.once('error', () => resolve(''));
    socket.once('close', () => resolve(''));
  });
}
