interface RatesTable {
  provider: string;
  currency: string;
  rate: string;
  at: number;
  day: string;
}

interface RateProvidersTable {
  name: string;
  heard_at: number | null;
  fault: string | null;
  etag: string | null;
  last_modified: string | null;
}

/** Rates of currencies as they are now, and who gives them. */
export interface RatesTables {
  rates: RatesTable;
  rate_providers: RateProvidersTable;
}
