import type { RateNow, RatesStatus } from '@rostrum/contract';
import { withRates } from './rates-channel.ts';

/** Rates as they move, for components. Empty until the house has said something. */
export class LiveRates {
  now = $state.raw<ReadonlyMap<string, RateNow>>(new Map());
  status = $state.raw<RatesStatus | null>(null);

  /** Follows some currencies, or all. The answer ends it. */
  follow(target: 'all' | readonly string[]): () => void {
    return withRates((channel) =>
      channel.watch(target, ({ rates, status }) => {
        this.status = status;
        if (rates.length > 0) this.now = new Map([...this.now, ...rates.map((rate) => [rate.currency, rate] as const)]);
      }),
    );
  }
}
