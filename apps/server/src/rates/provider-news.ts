import { Logger } from '@nestjs/common';
import type { EpochMs, RatesFault } from '@rostrum/contract';
import type { RateProviderRow } from '@rostrum/database';
import type { ProviderEar, Quote, Validators } from './providers/provider.ts';
import type { RatesMetrics } from './rates.metrics.ts';

/** What is to be written of what a provider said. */
export interface News {
  quotes: Quote[];
  note: Partial<RateProviderRow>;
}

/** Collects what a provider says until it is written: of each currency only the newest. Tells the log of turns. */
export class ProviderNews implements ProviderEar {
  readonly #log = new Logger('rates');
  readonly #name: string;
  readonly #clock: { now(): EpochMs };
  readonly #metrics: RatesMetrics;
  readonly #urgent: () => void;
  #quotes = new Map<string, Quote>();
  #note: Partial<RateProviderRow> | null = null;
  #fault: RatesFault | null = 'starting';

  /** `urgent` is called where what was said should be written at once. */
  constructor(name: string, clock: { now(): EpochMs }, metrics: RatesMetrics, urgent: () => void) {
    this.#name = name;
    this.#clock = clock;
    this.#metrics = metrics;
    this.#urgent = urgent;
  }

  quotes(quotes: readonly Quote[], validators?: Validators): void {
    for (const quote of quotes) {
      const waiting = this.#quotes.get(quote.currency);
      if (!waiting || waiting.at <= quote.at) this.#quotes.set(quote.currency, quote);
    }
    this.#heard('quotes', { ...validators });
  }

  confirmed(): void {
    this.#heard('unchanged', {});
  }

  failed(fault: RatesFault, why: string): void {
    this.#metrics.answers.inc({ provider: this.#name, result: fault });
    // Once for each kind of trouble in a row; the metric counts them all.
    if (fault !== this.#fault) this.#log.warn({ msg: 'the provider of rates fails', provider: this.#name, fault, why });
    const turned = this.#fault === null || this.#fault === 'starting';
    this.#fault = fault;
    this.#note = { ...this.#note, fault };
    if (turned) this.#urgent();
  }

  /** Takes what waits; null: nothing. */
  take(): News | null {
    if (this.#note === null) return null;
    const news = { quotes: [...this.#quotes.values()], note: this.#note };
    this.#quotes = new Map();
    this.#note = null;
    return news;
  }

  /** It could not be written. What was said since is newer. */
  giveBack({ quotes, note }: News): void {
    this.#quotes = new Map([...quotes.map((quote) => [quote.currency, quote] as const), ...this.#quotes]);
    this.#note = { ...note, ...this.#note };
  }

  #heard(result: 'quotes' | 'unchanged', validators: Partial<Validators>): void {
    this.#metrics.answers.inc({ provider: this.#name, result });
    const before = this.#fault;
    this.#fault = null;
    this.#note = { ...this.#note, ...validators, heardAt: this.#clock.now(), fault: null };
    if (before === null) return;
    if (before !== 'starting') this.#log.log({ msg: 'the provider of rates is well again', provider: this.#name });
    this.#urgent();
  }
}
