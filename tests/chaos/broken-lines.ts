import { setTimeout as sleep } from 'node:timers/promises';
import type { FaultProxy } from '@rostrum/testing';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** Breaks single connections, before and behind the nodes, until `over`. Answers how many. */
export async function breakLines({ nodes }: Stage, random: Random, over: () => boolean): Promise<number> {
  let broken = 0;
  while (!over()) {
    await sleep(random.between(20, 250));
    const { front, back } = random.pick(nodes);
    const proxy = random.chance(0.6) ? front : back;
    const connections = proxy.connections();
    if (connections.length === 0) continue;
    await breakOne(proxy, random);
    broken++;
  }
  return broken;
}

async function breakOne(proxy: FaultProxy, random: Random): Promise<void> {
  const connection = random.pick(proxy.connections());
  switch (random.between(0, 3)) {
    case 0:
      return connection.reset();
    case 1:
      return connection.cut();
    case 2:
      // Answers come late, and then not at all.
      connection.set({ delayMs: random.between(5, 60) });
      await sleep(random.between(10, 200));
      return connection.reset();
    default:
      connection.set({ frozen: true });
      await sleep(random.between(20, 400));
      connection.set({ frozen: false });
  }
}
