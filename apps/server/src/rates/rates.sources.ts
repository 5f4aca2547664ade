import { Injectable } from '@nestjs/common';
import { Rates } from '@rostrum/database';
import { Bus, Clock } from '../platform/index.ts';
import { NoRates } from './no-rates.ts';
import type { Chosen } from './rates.choice.ts';
import { RatesKeeper } from './rates.keeper.ts';
import type { RatesSource } from './rates.source.ts';
import { RecordedRates } from './recorded-rates.ts';
import { SimulatedRates } from './simulation/simulated-rates.ts';

/** Opens what the house has chosen to take its rates from. */
@Injectable()
export class RatesSources {
  constructor(
    private readonly store: Rates,
    private readonly keeper: RatesKeeper,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  /** It is not started yet. */
  open(chosen: Chosen): RatesSource {
    const now = () => this.clock.now();
    if (chosen === 'off') return new NoRates(now);
    if (chosen === 'simulated') return new SimulatedRates(now);
    return new RecordedRates(chosen, this.store, now, (wake) => this.#onWritten(wake));
  }

  /** On this node or another one. */
  #onWritten(wake: () => void): () => void {
    const stops = [this.keeper.onWritten(wake), this.bus.subscribe(({ kind }) => void (kind === 'rates' && wake()))];
    return () => stops.forEach((stop) => stop());
  }
}
