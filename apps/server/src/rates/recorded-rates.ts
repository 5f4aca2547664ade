import { Logger } from '@nestjs/common';
import type { EpochMs, RatesFault, RatesRange, RatesStatus } from '@rostrum/contract';
import type { ProvidedRate, RateProviderRow, Rates } from '@rostrum/database';
import { Round } from '../platform/index.ts';
import { RecordedPast } from './recorded-past.ts';
import { TRAITS, type RealProvider } from './providers/providers.ts';
import type { RatesLine, RatesSource, RatesWindow, StandingRate } from './rates.source.ts';
import { faultOf } from './rates.status.ts';

/** Without a word from the node that asks the provider, the database is looked at so often, in ms. */
const LOOK_EVERY_MS = 5_000;
/** How often it is asked whether the rates have become stale, in ms. */
const JUDGE_EVERY_MS = 1_000;

/** The rates of a real provider, as one node of the house writes them into the database and every node reads them. */
export class RecordedRates implements RatesSource {
  readonly sparkRange: RatesRange;
  readonly #log = new Logger('rates');
  readonly #name: RealProvider;
  readonly #store: Rates;
  readonly #now: () => EpochMs;
  readonly #wakes: (wake: () => void) => () => void;
  readonly #past: RecordedPast;
  readonly #round = new Round(
    () => this.#read(),
    (error) => this.#log.warn({ msg: 'the rates could not be read', err: error }),
    LOOK_EVERY_MS,
  );
  readonly #known = Promise.withResolvers<void>();
  #changed: (currencies: readonly string[]) => void = () => undefined;
  #timer: NodeJS.Timeout | undefined;
  #deafen: () => void = () => undefined;
  #rates = new Map<string, ProvidedRate>();
  #provider: RateProviderRow | null = null;
  #fault: RatesFault | null = 'starting';
  #since: EpochMs;

  /** `wakes` calls what it is given whenever some node has written; its answer ends that. */
  constructor(name: RealProvider, store: Rates, now: () => EpochMs, wakes: (wake: () => void) => () => void) {
    this.#name = name;
    this.#store = store;
    this.#now = now;
    this.#wakes = wakes;
    this.#since = now();
    // What moves once a day is a flat line over one.
    this.sparkRange = name === 'kraken' ? 'day' : 'month';
    this.#past = new RecordedPast(name, this.sparkRange, store);
  }

  start(changed: (currencies: readonly string[]) => void): void {
    this.#changed = changed;
    this.#deafen = this.#wakes(() => this.#round.wake());
    this.#round.start();
    this.#round.wake();
    this.#timer = setInterval(() => void (this.#judge() && this.#changed([])), JUDGE_EVERY_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#deafen();
    this.#known.resolve();
    await this.#round.stop();
  }

  ready(): Promise<void> {
    return this.#known.promise;
  }

  status(): RatesStatus {
    return {
      state: this.#fault === null ? 'live' : 'stale',
      provider: this.#name,
      simulated: false,
      since: this.#since,
      heardAt: this.#provider?.heardAt ?? null,
      fault: this.#fault,
    };
  }

  rates(): ReadonlyMap<string, StandingRate> {
    return new Map([...this.#rates].map(([currency, row]) => [currency, this.#standing(row)]));
  }

  sparks(): ReadonlyMap<string, number[]> {
    return this.#past.sparks();
  }

  async line(currency: string, { from, to, stepMs }: RatesWindow): Promise<RatesLine> {
    const row = this.#rates.get(currency);
    if (!row) return [];
    const points = await this.#store.past(row.provider, { currencies: [currency], from, stepMs });
    const line = points.map(({ at, rate }): RatesLine[number] => [Math.max(at, from), rate]);
    return [...line.filter(([at]) => at < to), [to, Number(row.rate)]];
  }

  #standing({ currency, rate, at, day, provider }: ProvidedRate): StandingRate {
    const traits = TRAITS[provider as RealProvider];
    const own = provider === this.#name;
    const stale = (own && this.#fault !== null) || this.#now() - at > traits.maxAgeMs;
    const before = own ? this.#past.dayBefore(currency, at) : undefined;
    const dayChange = before === undefined ? null : Number(rate) / before - 1;
    const { name, source, sourceUrl } = traits;
    return { currency, rate, at, day, provider: name, source, sourceUrl, stale, dayChange };
  }

  async #read(): Promise<boolean> {
    const [rows, provider] = await Promise.all([this.#store.newest(), this.#store.provider(this.#name)]);
    const before = this.#rates;
    this.#rates = new Map(
      // Its own rates come last, so that they stand before those of a provider that the house had earlier.
      [...rows]
        .filter((row) => row.provider in TRAITS)
        .sort((a, b) => Number(a.provider === this.#name) - Number(b.provider === this.#name) || a.at - b.at)
        .map((row) => [row.currency, row]),
    );
    this.#provider = provider;
    const moved = [...this.#rates.values()].filter((row) => !same(before.get(row.currency), row));
    await this.#past.refresh(this.#own(), this.#now());
    const turned = this.#judge();
    this.#known.resolve();
    if (turned || moved.length > 0) this.#changed(moved.map(({ currency }) => currency));
    return false;
  }

  #own(): ProvidedRate[] {
    return [...this.#rates.values()].filter(({ provider }) => provider === this.#name);
  }

  /** Whether the status turned. */
  #judge(): boolean {
    const made = this.#own().map(({ at }) => at);
    const facts = {
      heardAt: this.#provider?.heardAt ?? null,
      fault: (this.#provider?.fault ?? null) as RatesFault | null,
      newestAt: made.length === 0 ? null : Math.max(...made),
    };
    const fault = faultOf(facts, TRAITS[this.#name], this.#now());
    if (fault === this.#fault) return false;
    if ((fault === null) !== (this.#fault === null)) this.#since = this.#now();
    this.#fault = fault;
    return true;
  }
}

function same(before: ProvidedRate | undefined, row: ProvidedRate): boolean {
  return before?.rate === row.rate && before.at === row.at && before.provider === row.provider;
}
