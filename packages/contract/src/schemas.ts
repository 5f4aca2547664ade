import { z } from 'zod';
import { FOUND_STATUSES, LOT_SORTS, SEARCH_MAX } from './finding.ts';
import type { LotQuery } from './finding.ts';
import { MAX_AMOUNT_MINOR } from './protocol.ts';

export {
  accountChangeSchema,
  addressSchema,
  deleteSchema,
  passwordSchema,
  resetSchema,
  signUpSchema,
  tokenSchema,
} from './account.schemas.ts';
export { ratesHistorySchema, ratesPairSchema, ratesUnwatchSchema, ratesWatchSchema } from './rates.schemas.ts';
export { deliveriesSchema, preferencesSchema, pushTargetSchema } from './notices.schemas.ts';
export {
  amountSchema,
  bidSchema,
  missedSchema,
  seenSchema,
  timeSchema,
  unwatchSchema,
  watchSchema,
} from './requests.schemas.ts';
export { WIRES } from './wires.ts';
export type { AnyWire, ClientMessage, ServerMessage } from './wire.ts';
export {
  chatEditSchema,
  chatHistorySchema,
  chatHttpEditSchema,
  chatHttpPostSchema,
  chatHttpReportSchema,
  chatMuteSchema,
  chatPostSchema,
  chatRemoveSchema,
  chatReportSchema,
  chatRoomSchema,
  chatRulesSchema,
  chatSeenSchema,
  chatUnwatchSchema,
  chatWatchSchema,
} from './chat.schemas.ts';

/** Body of `POST /api/auctions/:slug/register`. */
export const registerSchema = z.strictObject({ acceptTerms: z.literal(true) });

/** Query of lists: `limit` 1–200 (50) and an opaque cursor. */
export const pageSchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
});

/** A bound of prices in an address: whole minor units, written with figures only. */
const boundSchema = z
  .string()
  .regex(/^\d{1,15}$/, 'Write whole minor units, with figures only.')
  .transform(Number)
  .pipe(z.int().max(MAX_AMOUNT_MINOR));

/** Query of `GET /api/auctions/:slug/lots`. */
export const lotsOfSchema = z.object({
  ...pageSchema.shape,
  q: z.string().max(SEARCH_MAX).optional(),
  category: z.string().max(100).optional(),
  status: z.enum(FOUND_STATUSES).optional(),
  min: boundSchema.optional(),
  max: boundSchema.optional(),
  sort: z.enum(LOT_SORTS).optional(),
}) satisfies z.ZodType<Omit<LotQuery, 'auction'>>;

/** Query of `GET /api/lots`. */
export const lotQuerySchema = z.object({
  ...lotsOfSchema.shape,
  auction: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,99}$/, 'This is no slug of an auction.')
    .optional(),
}) satisfies z.ZodType<LotQuery>;
