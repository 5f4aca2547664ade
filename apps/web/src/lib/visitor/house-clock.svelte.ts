import { createSubscriber } from 'svelte/reactivity';
import type { EpochMs } from '@rostrum/contract';
import { serverClock } from '#lib/live/index.ts';

/** Reading a `second` or a `tenth` in a component makes it look again that often; without readers no timer runs. */
function every(ms: number): () => void {
  return createSubscriber((update) => {
    const timer = setInterval(update, ms);
    return () => clearInterval(timer);
  });
}

let renderedAhead = 0;
const onSecond = every(1000);
const onTenth = every(100);

/**
 * Sets the clock by the moment at which the server rendered the page, for the time until the live connection has
 * measured it properly. A device whose clock is wrong so never sees a wrong countdown.
 */
export function setByPage(renderedAt: EpochMs): void {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  if (navigation) renderedAhead = renderedAt - (performance.timeOrigin + navigation.responseStart);
}

/** The house's time. */
export const houseClock = {
  now(): EpochMs {
    return serverClock.synced ? serverClock.now() : Date.now() + renderedAhead;
  },
  /** The time now; a component that reads it is refreshed every second. */
  get second(): EpochMs {
    onSecond();
    return this.now();
  },
  /** The time now; a component that reads it is refreshed ten times a second. */
  get tenth(): EpochMs {
    onTenth();
    return this.now();
  },
};
