import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Rates } from '@rostrum/database';
import { Clock } from '../platform/index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** What is older than a day is kept by the hour, and what is older than this by the day, in ms. */
const BY_THE_HOUR_MS = 60 * DAY_MS;

/** Thins the past of the rates, as charts over longer times need less of it. Safe on several nodes at once. */
@Injectable()
export class RatesRetention implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #log = new Logger('rates');
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: Rates,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.thin(), HOUR_MS);
    this.#timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** Never throws. */
  async thin(): Promise<void> {
    const now = this.clock.now();
    try {
      await this.store.thin(now - DAY_MS, HOUR_MS);
      await this.store.thin(now - BY_THE_HOUR_MS, DAY_MS);
    } catch (error) {
      this.#log.warn({ msg: 'old rates could not be thinned', err: error });
    }
  }
}
