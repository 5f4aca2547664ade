import type { Database } from '@rostrum/database';
import { Clock, Env, Ids, Metrics, type Bus } from '../platform/index.ts';
import { RatesKeeper } from './rates.keeper.ts';
import { RatesDesk } from './rates.desk.ts';
import { RatesLease } from './rates.lease.ts';
import { RatesMetrics } from './rates.metrics.ts';
import { RatesSources } from './rates.sources.ts';

/** One node's rates of Kraken, wired as Nest wires them. */
export class RatesNode {
  readonly desk: RatesDesk;
  readonly #keeper: RatesKeeper;
  readonly #sources: RatesSources;

  constructor(database: Database, bus: Bus, url: string) {
    const clock = new Clock(() => database.house.clock());
    const env = Env.fromProcess({ RATES_PROVIDER: 'kraken', RATES_URL: url });
    const lease = new RatesLease(database, database.house, clock, new Ids());
    this.desk = new RatesDesk(clock);
    this.#keeper = new RatesKeeper(env, database.rates, lease, clock, bus, new RatesMetrics(new Metrics()));
    this.#sources = new RatesSources(database.rates, this.#keeper, bus, clock);
  }

  async start(): Promise<void> {
    await this.desk.seat(this.#sources.open('kraken'));
    this.#keeper.start('kraken');
  }

  /** Gives the lease back, as a node does that is asked to stop. */
  async stop(): Promise<void> {
    await Promise.all([this.#keeper.stop(), this.desk.close()]);
  }
}
