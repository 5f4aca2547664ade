import { RATES_BASE, type EpochMs } from '@rostrum/contract';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { plainRate, startOfDay } from './checks.ts';
import { BadRates, type ProviderTraits, type Quote } from './provider.ts';

const HOUR_MS = 3_600_000;

export const ECB: ProviderTraits = {
  name: 'ecb',
  source: 'European Central Bank',
  sourceUrl: 'https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/',
  patienceMs: 26 * HOUR_MS,
  // From the Thursday before Easter to the afternoon of the Tuesday after it there are no new ones.
  maxAgeMs: 7 * 24 * HOUR_MS,
  gridMs: 1,
};

/** Where the bank publishes the rates of each working day, about 16:00 in Frankfurt. */
export const ECB_URL = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  removeNSPrefix: true,
  isArray: (name, path) => name === 'Cube' && path === 'Envelope.Cube.Cube.Cube',
});

/**
 * Reads the bank's daily file. One bad rate, a bad date or a currency that is there twice has the whole file refused
 * (throws BadRates): a file that is damaged in one place is not to be trusted in another.
 */
export function readEcb(text: string, now: EpochMs): Quote[] {
  if (XMLValidator.validate(text) !== true) throw new BadRates('malformed', 'the file is no XML');
  const { time, Cube: cubes } = dayCube(parser.parse(text));
  const at = startOfDay(time, now, ECB.maxAgeMs);
  if (!Array.isArray(cubes) || cubes.length === 0) throw new BadRates('malformed', 'the file holds no rates');
  const quotes = cubes.map((cube: unknown) => quoteOf(cube, String(time), at));
  if (new Set(quotes.map(({ currency }) => currency)).size !== quotes.length) {
    throw new BadRates('malformed', 'a currency is there twice');
  }
  return quotes;
}

/** The element that holds a day: `Envelope/Cube/Cube`. */
function dayCube(file: unknown): Record<string, unknown> {
  let at: unknown = file;
  for (const name of ['Envelope', 'Cube', 'Cube']) at = isRecord(at) ? at[name] : undefined;
  if (!isRecord(at)) throw new BadRates('malformed', 'the file is not of one day');
  return at;
}

function quoteOf(cube: unknown, day: string, at: EpochMs): Quote {
  const { currency, rate } = isRecord(cube) ? cube : {};
  if (typeof currency !== 'string' || !/^[A-Z]{3}$/.test(currency) || currency === RATES_BASE) {
    throw new BadRates('malformed', 'a currency has no name');
  }
  return { currency, rate: plainRate(rate, currency), at, day };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
