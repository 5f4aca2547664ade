import { KNOWN_CACHE } from './known.ts';

/** Forgets what was looked at in this browser. */
export async function forgetKnown(): Promise<void> {
  await caches?.delete(KNOWN_CACHE).catch(() => false);
}
