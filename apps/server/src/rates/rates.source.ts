import type { EpochMs, RatesProviderName, RatesRange, RatesStatus } from '@rostrum/contract';

/** A rate as it stands, with all that is said of it. */
export interface StandingRate {
  currency: string;
  rate: string;
  at: EpochMs;
  /** The date (ISO 8601) that it is for. */
  day: string;
  provider: RatesProviderName;
  source: string;
  sourceUrl: string;
  stale: boolean;
  /** Against a day before, as a part; null: not known. */
  dayChange: number | null;
}

/** A part of the past that a chart shows. */
export interface RatesWindow {
  from: EpochMs;
  to: EpochMs;
  stepMs: number;
}

/** A currency's way through a window, the oldest first: what stood at its beginning, then each rate at its moment. */
export type RatesLine = [at: EpochMs, rate: number][];

/** What the rates of the house are taken from at the moment. */
export interface RatesSource {
  /** How far back the small charts of a list look. */
  readonly sparkRange: RatesRange;
  /** Begins. `changed` is told which rates moved; with none, only the status turned. */
  start(changed: (currencies: readonly string[]) => void): void;
  stop(): Promise<void>;
  /** Resolves when it knows what can be known at once. */
  ready(): Promise<void>;
  status(): RatesStatus;
  /** By currency. */
  rates(): ReadonlyMap<string, StandingRate>;
  /** A small chart for each currency that has one. */
  sparks(): ReadonlyMap<string, number[]>;
  /** Empty for a currency that is not known. */
  line(currency: string, window: RatesWindow): Promise<RatesLine>;
}

/** Values of a spark at most. */
export const SPARK_VALUES = 32;
