import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  RATES_BASE,
  type RateNow,
  type RatesBoard,
  type RatesHistory,
  type RatesRange,
  type RatesStatus,
} from '@rostrum/contract';
import { Clock } from '../platform/index.ts';
import { NoRates } from './no-rates.ts';
import { nowOf, rateOf } from './rate.presenter.ts';
import type { RatesLine, RatesSource, RatesWindow } from './rates.source.ts';
import { crossLine, windowOf } from './rates.windows.ts';

/** Somebody who asks at the very start waits so long at most, in ms. */
const FIRST_LOOK_MS = 2_000;

/** What is told of a change: the currencies whose rates moved; none where only the status turned. */
type Hear = (currencies: readonly string[]) => void;

/** The house's rates for whoever shows them, wherever they come from at the moment. */
@Injectable()
export class RatesDesk {
  readonly #hearers = new Set<Hear>();
  readonly #seated = Promise.withResolvers<void>();
  #source: RatesSource;

  constructor(private readonly clock: Clock) {
    this.#source = new NoRates(() => clock.now());
  }

  /** Takes the rates from here from now on. The one before is stopped. */
  async seat(source: RatesSource): Promise<void> {
    const before = this.#source;
    this.#source = source;
    await before.stop();
    source.start((currencies) => this.#tell(currencies));
    this.#seated.resolve();
    this.#tell([...source.rates().keys()]);
  }

  /** The house goes away. */
  async close(): Promise<void> {
    await this.#source.stop();
  }

  /** Hears of every change; returns how to stop. */
  listen(hear: Hear): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  status(): RatesStatus {
    return this.#source.status();
  }

  /** The rates as they stand: those that are named, or all. */
  now(currencies?: Iterable<string>): RateNow[] {
    const rates = this.#source.rates();
    const wanted = currencies ? [...currencies].flatMap((currency) => rates.get(currency) ?? []) : [...rates.values()];
    return wanted.map(nowOf);
  }

  /** All rates with all that a list shows of them. Waits for the first look of a house that has just opened. */
  async board(): Promise<RatesBoard> {
    await this.#ready();
    const { sparkRange } = this.#source;
    const sparks = this.#source.sparks();
    const rates = [...this.#source.rates().values()].map((rate) => rateOf(rate, sparks.get(rate.currency) ?? []));
    rates.sort((a, b) => (a.currency < b.currency ? -1 : 1));
    return { base: RATES_BASE, status: this.#source.status(), sparkRange, rates };
  }

  /** The past of a pair; null where one of its currencies is not known, or both are the same. */
  async history([from, to]: readonly [string, string], range: RatesRange): Promise<RatesHistory | null> {
    await this.#ready();
    const known = (currency: string): boolean => currency === RATES_BASE || this.#source.rates().has(currency);
    if (from === to || !known(from) || !known(to)) return null;
    const window = windowOf(range, this.clock.now());
    const [fromLine, toLine] = await Promise.all([this.#line(from, window), this.#line(to, window)]);
    const { simulated } = this.#source.status();
    const source = this.#source.rates().get(to === RATES_BASE ? from : to)?.source ?? '';
    return { pair: `${from}-${to}`, range, ...window, simulated, source, points: crossLine(fromLine, toLine) };
  }

  async #line(currency: string, window: RatesWindow): Promise<RatesLine> {
    return currency === RATES_BASE ? [[window.from, 1]] : this.#source.line(currency, window);
  }

  async #ready(): Promise<void> {
    const first = this.#seated.promise.then(() => this.#source.ready());
    await Promise.race([first, setTimeout(FIRST_LOOK_MS, undefined, { ref: false })]);
  }

  #tell(currencies: readonly string[]): void {
    for (const hear of this.#hearers) hear(currencies);
  }
}
