import type { PublicLot } from '@rostrum/contract';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Look } from './linear-check.ts';
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

/** Looks at a lot now and then, on any node, past the broken lines. */
export async function lookAround(
  { nodes }: Stage,
  lotId: string,
  random: Random,
  looks: Look[],
  over: () => boolean,
): Promise<void> {
  while (!over()) {
    await sleep(random.between(20, 200));
    const node = random.between(0, nodes.length - 1);
    const calledAt = performance.now();
    const lot = await fetch(`http://127.0.0.1:${nodes[node]!.house.port}/api/lots/${lotId}`).then(
      async (answer) => (answer.ok ? ((await answer.json()) as PublicLot) : null),
      () => null,
    );
    if (lot) looks.push({ lotId, node, calledAt, returnedAt: performance.now(), lot });
  }
}
