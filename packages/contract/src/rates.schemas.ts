import { z } from 'zod';
import { refusedSchema } from './errors.schemas.ts';
import { exactly } from './exactly.ts';
import {
  RATES_RANGES,
  RATES_WATCHED_MAX,
  type RatesTick,
  type RatesWatchAnswer,
  type RatesWatchRequest,
} from './rates.ts';

const currency = z.string().regex(/^[A-Z]{3}$/);
const moment = z.int().min(0).describe('Epoch ms, by the house’s clock.');

/** `watch` on `/rates`. */
export const ratesWatchSchema = z.strictObject({
  currencies: z.array(currency).min(1).max(RATES_WATCHED_MAX).optional(),
}) satisfies z.ZodType<RatesWatchRequest>;

/** `unwatch` on `/rates`: all that this socket watches. */
export const ratesUnwatchSchema = z.strictObject({});

/** Query of `GET /api/rates/:pair/history`. */
export const ratesHistorySchema = z.object({ range: z.enum(RATES_RANGES).default('day') });

/** `:pair` of `GET /api/rates/:pair/history`, such as `EUR-USD`; answers its two currencies. */
export const ratesPairSchema = z
  .string()
  .regex(/^[A-Z]{3}-[A-Z]{3}$/)
  .transform((pair) => pair.split('-') as [string, string]);

/** What a frame of rates carries. */
const frame = {
  serverTime: moment,
  status: z
    .strictObject({
      state: z.enum(['live', 'stale', 'off']),
      provider: z.enum(['daily', 'ecb', 'kraken', 'simulated']).nullable(),
      simulated: z.boolean().describe('The rates are made up; a page must say so.'),
      since: moment,
      heardAt: moment.nullable().describe('When the provider last gave or confirmed its rates.'),
      fault: z.enum(['starting', 'unreachable', 'refused', 'malformed', 'silent', 'outdated']).nullable(),
    })
    .meta({ id: 'RatesStatus' }),
  rates: z.array(
    z
      .strictObject({
        currency,
        rate: z.string().describe('How much one euro buys: a plain decimal above nought.'),
        at: moment.describe('When the source made it.'),
        dayChange: z.number().nullable().describe('Against a day before, as a part: 0.01 is one per cent.'),
      })
      .meta({ id: 'RateNow' }),
  ),
};

/** `rates.tick`. */
export const ratesTickSchema = exactly<RatesTick>()(z.strictObject(frame));

/** The answer to `watch` on `/rates`. */
export const ratesWatchAnswerSchema = exactly<RatesWatchAnswer>()(
  z.union([z.strictObject({ ok: z.literal(true), ...frame }), refusedSchema]),
);
