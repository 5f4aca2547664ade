import type { EpochMs, RateNow, RatesBoard, RatesStatus, RatesTick } from '@rostrum/contract';
import type { ConnectionState } from './connection-status.ts';
import type { HouseClient } from './house-client.ts';
import { Listeners } from './listeners.ts';
import { RatesPoll } from './rates-poll.ts';
import { RatesSubscription } from './rates-subscription.ts';
import { TIMING, type Timing } from './timing.ts';

/** Which rates a part of the page shows. */
export type RatesTarget = 'all' | readonly string[];

/** What a watcher is told: the rates of his that changed, and how far all of them can be relied on. */
export interface RatesNews {
  rates: readonly RateNow[];
  status: RatesStatus;
}

interface Watcher {
  target: RatesTarget;
  hear: (news: RatesNews) => void;
}

/**
 * Currency rates as they move. It stands on the connection of a house client and opens nothing until something is
 * watched. Only the newest of each currency counts, so a new connection simply asks again for where everything stands.
 */
export class RatesChannel {
  /** How fresh the rates of this page are; what the house says of its own source is `status`. */
  readonly states = new Listeners<ConnectionState>();
  readonly #client: HouseClient;
  readonly #rates = new Map<string, { now: RateNow; saidAt: EpochMs }>();
  readonly #watchers = new Set<Watcher>();
  readonly #subscription: RatesSubscription;
  readonly #poll: RatesPoll;
  readonly #stops: (() => void)[];
  #status: RatesStatus | null = null;
  #statusSaidAt: EpochMs = 0;
  #state: ConnectionState = 'connecting';

  constructor(client: HouseClient, timing: Timing = TIMING) {
    this.#client = client;
    this.#subscription = new RatesSubscription(client.connection, timing, {
      wanted: () => this.#wanted(),
      heard: (tick) => this.#hear(tick),
      changed: () => this.#judge(),
    });
    this.#poll = new RatesPoll(client.rest, timing, (board) => this.#take(board, this.#statusSaidAt));
    this.#stops = [
      client.statusChanges.add(() => this.#judge()),
      // Another node may answer next time, and its clock is another one.
      client.connection.downs.add(() => this.#forgetTimes()),
    ];
    this.#judge();
  }

  /** A currency's rate as far as it is known. */
  get(currency: string): RateNow | undefined {
    return this.#rates.get(currency)?.now;
  }

  /** What the house says of its source; null before it said anything. */
  get status(): RatesStatus | null {
    return this.#status;
  }

  /** How fresh the rates of this page are. */
  get state(): ConnectionState {
    return this.#state;
  }

  /** Gives rates that came with the page. What the socket brought is newer and stays. */
  seed(board: RatesBoard): void {
    this.#take(board, 0);
  }

  /** Watches until the answer is called. `hear` is told of every change; what is known already is read with `get`. */
  watch(target: RatesTarget, hear: (news: RatesNews) => void = () => undefined): () => void {
    const watcher = { target, hear };
    this.#watchers.add(watcher);
    this.#changed();
    return () => {
      if (this.#watchers.delete(watcher)) this.#changed();
    };
  }

  /** Ends everything that this channel does. */
  close(): void {
    for (const stop of this.#stops) stop();
    this.#watchers.clear();
    this.#subscription.close();
    this.#poll.stop();
  }

  #changed(): void {
    this.#subscription.update();
    this.#judge();
  }

  /** null: nothing. */
  #wanted(): RatesTarget | null {
    if (this.#watchers.size === 0) return null;
    const targets = [...this.#watchers].map(({ target }) => target);
    if (targets.includes('all')) return 'all';
    return [...new Set(targets.flat())].sort();
  }

  #take({ rates, status }: RatesBoard, saidAt: EpochMs): void {
    this.#hear({ serverTime: saidAt, status, rates });
  }

  /** Takes what is not older than what is known: the answer to a `watch` may be overtaken by a tick. */
  #hear({ serverTime, status, rates }: RatesTick): void {
    const fresh = rates.filter(({ currency }) => (this.#rates.get(currency)?.saidAt ?? 0) <= serverTime);
    for (const now of fresh) this.#rates.set(now.currency, { now, saidAt: serverTime });
    const turned = serverTime >= this.#statusSaidAt && turn(this.#status, status);
    if (serverTime >= this.#statusSaidAt) {
      this.#status = status;
      this.#statusSaidAt = serverTime;
    }
    this.#judge();
    this.#tell(fresh, turned);
  }

  #tell(fresh: readonly RateNow[], turned: boolean): void {
    const status = this.#status;
    if (status === null) return;
    for (const { target, hear } of Array.from(this.#watchers)) {
      const rates = fresh.filter(({ currency }) => target === 'all' || target.includes(currency));
      if (turned || rates.length > 0) hear({ rates, status });
    }
  }

  #forgetTimes(): void {
    this.#statusSaidAt = 0;
    for (const [currency, { now }] of this.#rates) this.#rates.set(currency, { now, saidAt: 0 });
  }

  #judge(): void {
    const { state } = this.#client.status;
    if (state === 'polling' && this.#watchers.size > 0) this.#poll.start();
    else this.#poll.stop();
    const own = state === 'live' && !this.#subscription.stands ? 'connecting' : state;
    if (own === this.#state) return;
    this.#state = own;
    this.states.tell(own);
  }
}

/** Whether it is another state of affairs, and not only a later word on the same. */
function turn(before: RatesStatus | null, after: RatesStatus): boolean {
  if (before === null) return true;
  return before.state !== after.state || before.fault !== after.fault || before.provider !== after.provider;
}
