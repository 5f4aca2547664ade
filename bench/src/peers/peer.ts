import { fork } from 'node:child_process';
import { join } from 'node:path';

/** A peer's server, running. */
export interface Peer {
  url: string;
  pid: number;
  close(): Promise<void>;
}

/** Starts `NAME.server.ts` of this folder with arguments and waits until it listens. Throws where it ends before. */
export function openPeer(name: string, args: readonly string[]): Promise<Peer> {
  const child = fork(join(import.meta.dirname, `${name}.server.ts`), args, {
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the peer ${name} ended with ${code}`)));
    child.once('message', ({ url }: { url: string }) =>
      resolve({
        url,
        pid: child.pid!,
        close: async () => {
          child.kill('SIGKILL');
          await ended;
        },
      }),
    );
  });
}
