import type { Instant } from './lot.ts';

/**
 * When the lot at `index` (0 first) of an auction closes (R5): one after another, `staggerMs` apart. A lot that is added
 * later gets the next index: the end of the row.
 */
export function staggeredEnd(firstEndsAt: Instant, index: number, staggerMs: number): Instant {
  return firstEndsAt + index * staggerMs;
}
