import { house } from './house.ts';

/** A page that was away longer than this may show an old price until it has caught up, in ms. */
const AWAY_MS = 5_000;
const TICK_MS = 1_000;
const ASK_AGAIN_MS = 2_000;

/** Whether the page has caught up with the house after it slept, was hidden or frozen. */
class Awake {
  catchingUp = $state(false);
  #seenAt = 0;
  #round = 0;

  /** Watches the page's sleep while a component that bids lives. The lots that it watches are what has to catch up. */
  follow(lotIds: () => readonly string[]): () => void {
    const end = new AbortController();
    const { signal } = end;
    this.#seenAt = Date.now();
    const look = (): void => {
      // While hidden, timers may run or not: what counts is when somebody last looked.
      if (document.visibilityState === 'hidden') return;
      const away = Date.now() - this.#seenAt;
      this.#seenAt = Date.now();
      // The wall clock may also have been set back.
      if (away > AWAY_MS || away < -AWAY_MS) void this.#catchUp(lotIds(), signal);
    };
    const timer = setInterval(look, TICK_MS);
    for (const event of ['visibilitychange', 'resume']) document.addEventListener(event, look, { signal });
    window.addEventListener('pageshow', look, { signal });
    return () => {
      end.abort();
      clearInterval(timer);
      this.#round += 1;
      this.catchingUp = false;
    };
  }

  async #catchUp(lotIds: readonly string[], signal: AbortSignal): Promise<void> {
    const round = ++this.#round;
    this.catchingUp = true;
    await caughtUp(lotIds, signal);
    if (round === this.#round) this.catchingUp = false;
  }
}

/** Resolves once everything watched is as the house has it: by the next resume, or read anew where sockets are blocked. */
async function caughtUp(lotIds: readonly string[], signal: AbortSignal): Promise<void> {
  const client = await house();
  return new Promise((resolve) => {
    const stops: (() => void)[] = [];
    const done = (): void => {
      for (const stop of stops) stop();
      resolve();
    };
    const read = async (): Promise<void> => {
      try {
        const lots = await Promise.all(lotIds.map((id) => client.rest.lot(id)));
        for (const lot of lots) client.lots.book.replace(lot, 'poll');
        done();
      } catch {
        const timer = setTimeout(() => void read(), ASK_AGAIN_MS);
        stops.push(() => clearTimeout(timer));
      }
    };
    stops.push(client.lots.resumed.add(done));
    stops.push(client.statusChanges.add(({ state }) => void (state === 'polling' && read())));
    signal.addEventListener('abort', done, { once: true });
    if (client.status.state === 'polling') void read();
    else client.lots.resync();
  });
}

export const awake = new Awake();
