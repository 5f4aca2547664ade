import type { EpochMs, RatesRange, RatesStatus } from '@rostrum/contract';
import type { RatesLine, RatesSource, RatesWindow, StandingRate } from '../rates.source.ts';
import { SPARK_VALUES } from '../rates.source.ts';
import { windowOf } from '../rates.windows.ts';
import { REFERENCE } from './reference-rates.ts';
import { drift } from './walk.ts';

const TICK_MS = 1_000;
const DAY_MS = 86_400_000;
/** Small charts are drawn anew after this long, in ms. */
const SPARKS_FRESH_MS = 60_000;

/** The euro's own way, which every currency sees from its side. */
const EURO_SEED = 1;
const EURO_PER_DAY = 0.0035;

/** How far a currency follows the euro's own way, and how much a day moves it beside that. */
const NATURES: Readonly<Record<string, { follows: number; perDay: number }>> = {
  USD: { follows: 1, perDay: 0 },
  // Held to the dollar.
  HKD: { follows: 1, perDay: 0.0002 },
  CNY: { follows: 0.9, perDay: 0.0008 },
  // Held to the euro by its bank.
  DKK: { follows: 0, perDay: 0.00004 },
  TRY: { follows: 0.9, perDay: 0.004 },
};
const ORDINARY = { follows: 0.5, perDay: 0.0025 };

/** Made-up rates for the demo: they walk around real ones, every second, and are nowhere stored. */
export class SimulatedRates implements RatesSource {
  readonly sparkRange: RatesRange = 'day';
  readonly #now: () => EpochMs;
  readonly #since: EpochMs;
  readonly #currencies = Object.keys(REFERENCE.rates);
  #timer: NodeJS.Timeout | undefined;
  #sparks: { at: EpochMs; of: ReadonlyMap<string, number[]> } | null = null;

  constructor(now: () => EpochMs) {
    this.#now = now;
    this.#since = this.#second();
  }

  start(changed: (currencies: readonly string[]) => void): void {
    this.#timer = setInterval(() => changed(this.#currencies), TICK_MS);
    this.#timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
  }

  async ready(): Promise<void> {}

  status(): RatesStatus {
    const heardAt = this.#second();
    return { state: 'live', provider: 'simulated', simulated: true, since: this.#since, heardAt, fault: null };
  }

  rates(): ReadonlyMap<string, StandingRate> {
    const at = this.#second();
    const { day, source, sourceUrl } = REFERENCE;
    return new Map(
      this.#currencies.map((currency) => {
        const rate = simulatedRate(currency, at);
        const dayChange = Number(rate) / Number(simulatedRate(currency, at - DAY_MS)) - 1;
        const whose = { provider: 'simulated' as const, source, sourceUrl, stale: false };
        return [currency, { currency, rate, at, day, dayChange, ...whose }];
      }),
    );
  }

  sparks(): ReadonlyMap<string, number[]> {
    const now = this.#second();
    if (this.#sparks === null || now - this.#sparks.at >= SPARKS_FRESH_MS) {
      const { from, to } = windowOf(this.sparkRange, now);
      const moments = Array.from({ length: SPARK_VALUES }, (_, i) => from + ((to - from) * i) / (SPARK_VALUES - 1));
      const spark = (currency: string) => moments.map((at) => Number(simulatedRate(currency, at)));
      this.#sparks = { at: now, of: new Map(this.#currencies.map((currency) => [currency, spark(currency)])) };
    }
    return this.#sparks.of;
  }

  /** Moments lie on the step's own grid, so that a chart does not tremble from one look to the next. */
  async line(currency: string, { from, to, stepMs }: RatesWindow): Promise<RatesLine> {
    if (!this.#currencies.includes(currency)) return [];
    const moments = [from];
    for (let at = Math.floor(from / stepMs + 1) * stepMs; at < to; at += stepMs) moments.push(at);
    return [...moments, to].map((at) => [at, Number(simulatedRate(currency, at))]);
  }

  #second(): EpochMs {
    return Math.floor(this.#now() / TICK_MS) * TICK_MS;
  }
}

/** The rate of a currency of the table at a moment, with one decimal more than the real one that it walks around. */
export function simulatedRate(currency: string, at: EpochMs): string {
  const middle: string = REFERENCE.rates[currency as keyof typeof REFERENCE.rates];
  const { follows, perDay } = NATURES[currency] ?? ORDINARY;
  const seed = [...currency].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
  const seconds = at / 1_000;
  const way = follows * drift(EURO_SEED, seconds, EURO_PER_DAY) + drift(seed, seconds, perDay);
  const decimals = middle.length - middle.indexOf('.');
  return (Number(middle) * Math.exp(way)).toFixed(decimals);
}
