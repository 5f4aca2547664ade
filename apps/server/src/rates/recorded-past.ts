import type { EpochMs, RatesRange } from '@rostrum/contract';
import type { ProvidedRate, RatePoint, Rates } from '@rostrum/database';
import { sparkOf, windowOf } from './rates.windows.ts';
import { SPARK_VALUES, type RatesLine } from './rates.source.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** The past is read anew after this long, or when there is a new currency or day, in ms. */
const FRESH_MS = 5 * 60_000;
/** A rate from before this is not "the day before" any more, in ms. */
const BEFORE_MAX_MS = 7 * DAY_MS;

/** The near past of a provider's rates, kept in memory: small charts, and where each stood a day before. */
export class RecordedPast {
  readonly #name: string;
  readonly #range: RatesRange;
  readonly #store: Rates;
  #points = new Map<string, RatePoint[]>();
  #sparks: ReadonlyMap<string, number[]> = new Map();
  #readAt: EpochMs = -Infinity;
  #of = '';

  constructor(name: string, range: RatesRange, store: Rates) {
    this.#name = name;
    this.#range = range;
    this.#store = store;
  }

  /** Reads what may have changed of it. */
  async refresh(rates: readonly ProvidedRate[], now: EpochMs): Promise<void> {
    const of = rates.map(({ currency, day }) => `${currency} ${day}`).join();
    if (of === this.#of && now - this.#readAt < FRESH_MS) return;
    const window = windowOf(this.#range, now);
    const stepMs = Math.floor((window.to - window.from) / SPARK_VALUES);
    const currencies = rates.map(({ currency }) => currency);
    const points = await this.#store.past(this.#name, { currencies, from: window.from, stepMs });
    this.#points = Map.groupBy(points, ({ currency }) => currency);
    this.#sparks = new Map(
      rates.map(({ currency, rate, at }) => {
        const line = (this.#points.get(currency) ?? []).map((point): RatesLine[number] => [point.at, point.rate]);
        return [currency, sparkOf([...line.filter((point) => point[0] < at), [at, Number(rate)]], window)];
      }),
    );
    this.#of = of;
    this.#readAt = now;
  }

  sparks(): ReadonlyMap<string, number[]> {
    return this.#sparks;
  }

  /** What a currency's rate was a day, give or take an hour, before its rate of now was made; undefined: not known. */
  dayBefore(currency: string, at: EpochMs): number | undefined {
    const earlier = this.#points.get(currency)?.findLast((point) => point.at <= at - DAY_MS + HOUR_MS);
    return earlier && earlier.at >= at - BEFORE_MAX_MS ? earlier.rate : undefined;
  }
}
