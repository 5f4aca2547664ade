import type { EpochMs, RatesStatus } from '@rostrum/contract';
import type { RatesSource, StandingRate } from './rates.source.ts';

/** For a house that shows no rates. */
export class NoRates implements RatesSource {
  readonly sparkRange = 'day';
  readonly #since: EpochMs;

  constructor(now: () => EpochMs) {
    this.#since = now();
  }

  start(): void {}
  async stop(): Promise<void> {}
  async ready(): Promise<void> {}

  status(): RatesStatus {
    return { state: 'off', provider: null, simulated: false, since: this.#since, heardAt: null, fault: null };
  }

  rates(): ReadonlyMap<string, StandingRate> {
    return new Map();
  }

  sparks(): ReadonlyMap<string, number[]> {
    return new Map();
  }

  async line(): Promise<[]> {
    return [];
  }
}
