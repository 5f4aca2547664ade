import type { EpochMs, RatesFault, RatesProviderName } from '@rostrum/contract';

/** A rate against the base, as a provider gave it and as it stood every check. */
export interface Quote {
  /** ISO 4217; never the base itself. */
  currency: string;
  /** A plain decimal above nought. */
  rate: string;
  /** When the provider made it. */
  at: EpochMs;
  /** The date (ISO 8601) that it is for. */
  day: string;
}

/** What a file of rates came from, so that the next question can be "has it changed?". */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

/** Hears a provider. */
export interface ProviderEar {
  /** Newer rates. Those that are not named stand as they are. */
  quotes(quotes: readonly Quote[], validators?: Validators): void;
  /** The rates that it gave before still stand. */
  confirmed(): void;
  /** It failed; what it gave before is all that there is. `why` is for the log. */
  failed(fault: RatesFault, why: string): void;
}

/** What the house may expect of a provider, and who stands behind it. */
export interface ProviderTraits {
  name: RatesProviderName;
  /** Who publishes the rates, and where that can be read. */
  source: string;
  sourceUrl: string;
  /** Without a good word for this long its rates are stale, in ms. */
  patienceMs: number;
  /** Rates that were made longer ago are stale however often they are confirmed, in ms. A date's begin with its day. */
  maxAgeMs: number;
  /** Of all moments in this time one is kept for charts, in ms. */
  gridMs: number;
}

/** A source of rates in the world outside. It goes on until it is stopped and throws nothing. */
export interface RatesProvider {
  start(ear: ProviderEar, known: Validators): void;
  stop(): void;
}

/** Something a provider said that is not taken. `message` is for the log. */
export class BadRates extends Error {
  constructor(
    readonly fault: Extract<RatesFault, 'unreachable' | 'refused' | 'malformed' | 'outdated'>,
    message: string,
  ) {
    super(message);
    this.name = 'BadRates';
  }
}
