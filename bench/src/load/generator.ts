import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { BidsOrder, BidsSeen } from './bids.order.ts';

/** The load generator's process, from its parent's side. */
export interface Generator {
  pid: number;
  /** Carries out all orders at once; answers come in their order. Rejects where one of them could not be carried out. */
  bids(orders: readonly BidsOrder[]): Promise<BidsSeen[]>;
  close(): Promise<void>;
}

/** Starts a load generator. */
export function openGenerator(): Generator {
  const child = fork(join(import.meta.dirname, 'process.ts'), { serialization: 'advanced' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid!,
    bids: (orders) =>
      new Promise((resolve, reject) => {
        child.once('message', (answer: { seen: BidsSeen[] } | { error: string }) =>
          'seen' in answer ? resolve(answer.seen) : reject(new Error(answer.error)),
        );
        child.send(orders);
      }),
    close: async () => {
      child.kill();
      await ended;
    },
  };
}
