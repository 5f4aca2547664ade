/** A currency's newest rate from one provider. */
export interface RateRow {
  currency: string;
  /** A plain decimal: how much one unit of the base buys. */
  rate: string;
  /** When its source made it, epoch ms. */
  at: number;
  /** The date (ISO 8601) that the source gives it for. */
  day: string;
}

/** A rate with whose it is. */
export interface ProvidedRate extends RateRow {
  provider: string;
}

/** How a provider does. */
export interface RateProviderRow {
  /** When it last gave or confirmed its rates, epoch ms; null: never. */
  heardAt: number | null;
  /** What went wrong since then; null: nothing. */
  fault: string | null;
  /** What the file was that its rates came from, for the next question. */
  etag: string | null;
  lastModified: string | null;
}

/** A rate at one moment of the past. */
export interface RatePoint {
  currency: string;
  at: number;
  rate: number;
}

/** What part of a provider's past is wanted: the last rate in each step from `from` on, and the last one before it. */
export interface RatePast {
  currencies: readonly string[];
  from: number;
  stepMs: number;
}
