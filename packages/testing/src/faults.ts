import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What is wrong with a line, in both directions. */
export interface Faults {
  /** Every byte comes this much later, in ms. */
  delayMs: number;
  /** No more than this many bytes a second and direction; null for as fast as it goes. */
  bytesPerSecond: number | null;
  /** Nothing is forwarded, not even that an end closed: the line is half-open. */
  frozen: boolean;
}

/** A line without faults. */
export const NO_FAULTS: Faults = { delayMs: 0, bytesPerSecond: null, frozen: false };

const LOOK_EVERY_MS = 5;

async function whileFrozen(faults: () => Faults, to: Socket): Promise<void> {
  while (faults().frozen && !to.destroyed) await sleep(LOOK_EVERY_MS);
}

/** Writes a chunk no faster than the line allows at each moment: one that heals carries the rest at once. */
async function write(to: Socket, chunk: Buffer, faults: () => Faults): Promise<void> {
  for (let at = 0; at < chunk.length && !to.destroyed;) {
    const { bytesPerSecond } = faults();
    const slice = bytesPerSecond === null ? chunk.length - at : Math.max(1, Math.floor(bytesPerSecond / 50));
    const taken = to.write(chunk.subarray(at, at + slice));
    at += slice;
    if (bytesPerSecond !== null) await sleep(20);
    else if (!taken) await new Promise((resolve) => to.once('drain', resolve).once('close', resolve));
    await whileFrozen(faults, to);
  }
}

/** Forwards one direction through the faults as they are at each moment. Chunks keep their order. */
export async function forward(from: Socket, to: Socket, faults: () => Faults): Promise<void> {
  const queue: { chunk: Buffer; dueAt: number }[] = [];
  let ended = false;
  let wake = (): void => undefined;
  from.on('data', (chunk: Buffer) => {
    queue.push({ chunk, dueAt: performance.now() + faults().delayMs });
    // Reading on would hide a slow line from the sender.
    if (queue.length > 64) from.pause();
    wake();
  });
  const end = (): void => {
    ended = true;
    wake();
  };
  from.once('end', end).once('close', end);
  while (!to.destroyed) {
    const next = queue.shift();
    if (next) {
      from.resume();
      const waitMs = next.dueAt - performance.now();
      if (waitMs > 0) await sleep(waitMs);
      await whileFrozen(faults, to);
      if (!to.destroyed) await write(to, next.chunk, faults);
    } else if (ended) {
      await whileFrozen(faults, to);
      to.end();
      return;
    } else {
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }
}
