import { parentPort } from 'node:worker_threads';
import type { Painted, ToPaint } from './card-painter.ts';
import { paintCard } from './paint-card.ts';

// Painting takes tens of milliseconds of one thread; here it is none that takes bids.
parentPort?.on('message', ({ id, card }: ToPaint) => {
  paintCard(card).then(
    (bytes) => answer({ id, bytes }),
    (error: unknown) => answer({ id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

function answer(painted: Painted): void {
  parentPort?.postMessage(painted);
}
