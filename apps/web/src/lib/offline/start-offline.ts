import { dev } from '$app/env';
import { keepKnown } from './keep-known.svelte.ts';

/**
 * Prepares for the time without a connection: keeps what pages show, and installs the worker (service-worker.ts) or looks
 * for a newer one. Nothing waits for it, and where the browser has none or refuses, the page does without.
 */
export function startOffline(): void {
  keepKnown();
  // The development server has a way of its own to bring what is new.
  if (!dev) void navigator.serviceWorker?.register('/service-worker.js', { type: 'module' }).catch(() => undefined);
}
