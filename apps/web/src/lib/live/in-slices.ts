import type { PublicLot } from '@rostrum/contract';

/** So many cards change within one task; a slow phone then still answers a finger at once. */
const SLICE = 8;

/** Changes of lots on their way to the page. */
export interface Slices {
  take(lot: PublicLot): void;
  /** Forgets what waits. */
  stop(): void;
}

/**
 * Shows changes of many lots a few at a time: the first ones at once, the others in tasks of their own. Of a lot that moved
 * again meanwhile only the newest state is shown. While nobody looks everything is shown at once, for then timers rest.
 */
export function inSlices(show: (lot: PublicLot) => void): Slices {
  const waiting = new Map<string, PublicLot>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let begun = false;

  function next(): void {
    let left = document.visibilityState === 'hidden' ? Infinity : SLICE;
    for (const [id, lot] of waiting) {
      if (left-- === 0) break;
      waiting.delete(id);
      show(lot);
    }
    begun = waiting.size > 0;
    if (begun) timer = setTimeout(next, 0);
  }

  return {
    take(lot) {
      waiting.set(lot.id, lot);
      if (begun) return;
      begun = true;
      // What comes in one frame is told lot by lot, in one go.
      queueMicrotask(next);
    },
    stop() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}
