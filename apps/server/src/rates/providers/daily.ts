import type { EpochMs } from '@rostrum/contract';
import { z } from 'zod';
import { rateOfNumber, startOfDay } from './checks.ts';
import { BadRates, type ProviderTraits, type Quote } from './provider.ts';

const HOUR_MS = 3_600_000;

export const DAILY: ProviderTraits = {
  name: 'daily',
  source: 'fawazahmed0/exchange-api',
  sourceUrl: 'https://github.com/fawazahmed0/exchange-api',
  patienceMs: 26 * HOUR_MS,
  maxAgeMs: 4 * 24 * HOUR_MS,
  gridMs: 1,
};

/** A version is published every day; no key is needed. */
export const DAILY_URL = 'https://cdn.jsdelivr.net/npm/@fawazahmed0/currency-api@latest/v1/currencies/eur.json';

/** The file has some three hundred, most of them no money of a state. These are taken where it has them. */
const TAKEN =
  `AED ALL AMD ARS AUD AZN BAM BDT BHD BRL BYN CAD CHF CLP CNY COP CZK DKK EGP GBP GEL GHS HKD HUF IDR ILS INR
  ISK JOD JPY KES KGS KRW KWD KZT LKR MAD MDL MKD MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN QAR RON RSD RUB SAR SEK SGD
  THB TND TRY TWD UAH USD UYU UZS VND ZAR`.split(/\s+/);

/** Without these it is not the file that it should be. */
const EXPECTED = ['USD', 'GBP', 'JPY', 'CHF'];

const fileSchema = z.object({ date: z.unknown(), eur: z.record(z.string(), z.unknown()) });

/**
 * Reads the file of rates against the euro: `{date, eur: {usd: 1.17, …}}`. One bad rate among those that are taken, or a
 * bad date, has the whole file refused (throws BadRates).
 */
export function readDaily(text: string, now: EpochMs): Quote[] {
  const { data } = fileSchema.safeParse(parsed(text));
  if (!data) throw new BadRates('malformed', 'the file is not of rates against the euro');
  const at = startOfDay(data.date, now, DAILY.maxAgeMs);
  const missing = EXPECTED.find((currency) => !(currency.toLowerCase() in data.eur));
  if (missing) throw new BadRates('malformed', `the file has no ${missing}`);
  return TAKEN.filter((currency) => currency.toLowerCase() in data.eur).map((currency) => ({
    currency,
    rate: rateOfNumber(data.eur[currency.toLowerCase()], currency),
    at,
    day: String(data.date),
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BadRates('malformed', 'the file is no JSON');
  }
}
