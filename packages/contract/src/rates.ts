import type { WireError } from './errors.ts';
import type { Draining, EpochMs } from './protocol.ts';

/** Every rate says how much of its currency one unit of this one buys. */
export const RATES_BASE = 'EUR';
/** A `watch` on `/rates` may name at most this many currencies. */
export const RATES_WATCHED_MAX = 64;
/** How far back a chart may look. */
export const RATES_RANGES = ['hour', 'day', 'month', 'year'] as const;

export type RatesRange = (typeof RATES_RANGES)[number];

/** Where rates come from. `simulated`: made up around real ones, for the demo. */
export type RatesProviderName = 'daily' | 'ecb' | 'kraken' | 'simulated';

/**
 * What is wrong with the provider. `starting`: it has not answered yet; `unreachable`: no answer, or none that is one;
 * `refused`: it will not give what was asked for; `malformed`: it said something that cannot be trusted; `silent`: it is
 * connected and says nothing; `outdated`: it answers with rates that are too old.
 */
export type RatesFault = 'starting' | 'unreachable' | 'refused' | 'malformed' | 'silent' | 'outdated';

/** How far the rates of the house can be relied on. */
export interface RatesStatus {
  /** `stale`: the last known rates stand, with their dates. `off`: this house shows no rates. */
  state: 'live' | 'stale' | 'off';
  /** null: the house shows no rates. */
  provider: RatesProviderName | null;
  /** The rates are made up; a page must say so. */
  simulated: boolean;
  /** Since when it is so. */
  since: EpochMs;
  /** When the provider last gave or confirmed its rates; null: never. */
  heardAt: EpochMs | null;
  /** null while the state is `live` or `off`. */
  fault: RatesFault | null;
}

/** What changes of a rate from moment to moment. */
export interface RateNow {
  /** ISO 4217. */
  currency: string;
  /** How much one unit of the base buys: a plain decimal above nought, such as `1.1684`. */
  rate: string;
  /** When the source made it. */
  at: EpochMs;
  /** Against a day before, as a part: 0.01 is one per cent. null: not known. */
  dayChange: number | null;
}

/** A rate with all that a list shows of it. */
export interface Rate extends RateNow {
  /** Minor units are 10^-exponent of the currency. */
  exponent: number;
  /** The day (ISO 8601) that the source gives the rate for. */
  date: string;
  provider: RatesProviderName;
  /** Who published it, such as `European Central Bank`. Of a simulated rate: of the real one that it walks around. */
  source: string;
  sourceUrl: string;
  simulated: boolean;
  /** It is older than its provider promises. */
  stale: boolean;
  /** Up to 32 values, the oldest first, evenly apart; they end now and span the board's `sparkRange`. */
  spark: number[];
}

/** Answer of `GET /api/rates`. Where the house has none yet, or shows none, `rates` is empty. */
export interface RatesBoard {
  base: typeof RATES_BASE;
  status: RatesStatus;
  sparkRange: RatesRange;
  /** By currency; the base itself is not among them. */
  rates: Rate[];
}

/**
 * Answer of `GET /api/rates/:pair/history?range=`. A pair is two currencies with a hyphen, such as `EUR-USD` or
 * `GBP-JPY`: how much of the second one unit of the first buys.
 */
export interface RatesHistory {
  pair: string;
  range: RatesRange;
  /** Of the window; points lie within it. */
  from: EpochMs;
  to: EpochMs;
  /** Time between two points where there is one for each; a provider by the day gives fewer. */
  stepMs: number;
  simulated: boolean;
  source: string;
  /** The oldest first, and for each the rate at its end. */
  points: [at: EpochMs, rate: number][];
}

/** What to watch: some currencies, or all where none are named. A later `watch` replaces an earlier one. */
export interface RatesWatchRequest {
  currencies?: string[];
}

export type RatesWatchAnswer =
  { ok: true; serverTime: EpochMs; status: RatesStatus; rates: RateNow[] } | { ok: false; error: WireError };

/** Ticker: rates that changed since the last one, or only a change of the status (`rates` is empty then). */
export interface RatesTick {
  serverTime: EpochMs;
  status: RatesStatus;
  rates: RateNow[];
}

/** `/rates`: server → client. */
export interface RatesServerToClient {
  'rates.tick': (tick: RatesTick) => void;
  draining: (notice: Draining) => void;
  error: (error: WireError) => void;
}

/** `/rates`: client → server, all acknowledged. */
export interface RatesClientToServer {
  watch: (request: RatesWatchRequest, ack: (answer: RatesWatchAnswer) => void) => void;
  unwatch: (
    request: Record<string, never>,
    ack: (answer: { ok: true } | { ok: false; error: WireError }) => void,
  ) => void;
}
