import { AsyncLocalStorage } from 'node:async_hooks';
import type { OpenSpan } from './spans.ts';

/** What is being done. The ids stand in every line that is logged meanwhile. */
export interface RequestContext {
  requestId?: string;
  commandId?: string;
  /** For the spans of what is done within. */
  span?: OpenSpan | null;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** What is being done where this is called; empty where nothing is. */
export function currentContext(): RequestContext {
  return storage.getStore() ?? {};
}

/** Runs `work`, and all that it starts, within what is known already and `more`. */
export function inContext<T>(more: RequestContext, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...more }, work);
}

/** Runs what serves many and so belongs to none of them. */
export function outOfContext<T>(work: () => T): T {
  return storage.exit(work);
}
