import { z } from 'zod';
import type { BidCommand } from './bid.ts';
import { FOUND_STATUSES, LOT_SORTS, SEARCH_MAX } from './finding.ts';
import type { LotQuery } from './finding.ts';
import { TOAST_TOPICS } from './preferences.ts';
import type { PreferencesChange } from './preferences.ts';
import { MAX_AMOUNT_MINOR, WATCH_AUCTIONS_MAX, WATCH_LOTS_MAX } from './protocol.ts';
import type { WatchRequest } from './sockets.ts';

export {
  accountChangeSchema,
  addressSchema,
  deleteSchema,
  passwordSchema,
  resetSchema,
  signUpSchema,
  tokenSchema,
} from './account.schemas.ts';

const id = z.uuid();
const epochMs = z.int().min(0);

/** An amount in minor units: whole, positive, within the house's bounds (RULES W10). Never rounded. */
export const amountSchema = z.int().min(1).max(MAX_AMOUNT_MINOR);

/** `bid`, and the body of `POST /api/lots/:id/bids`. */
export const bidSchema = z.strictObject({
  id,
  lotId: id,
  maxMinor: amountSchema,
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  notAfter: epochMs.optional(),
}) satisfies z.ZodType<BidCommand>;

const watchedLot = z.strictObject({
  id,
  epoch: z.string().length(8).optional(),
  version: z.int().min(0).optional(),
});

/** `watch`. */
export const watchSchema = z.strictObject({
  house: z.literal(true).optional(),
  auctions: z.array(id).max(WATCH_AUCTIONS_MAX).optional(),
  lots: z.array(watchedLot).max(WATCH_LOTS_MAX).optional(),
}) satisfies z.ZodType<WatchRequest>;

/** `unwatch`. */
export const unwatchSchema = z.strictObject({
  house: z.literal(true).optional(),
  auctions: z.array(id).max(WATCH_AUCTIONS_MAX).optional(),
  lots: z.array(id).max(WATCH_LOTS_MAX).optional(),
});

/** `time`. */
export const timeSchema = z.strictObject({ t0: z.number() });

/** `seen` on `/me`. */
export const seenSchema = z.strictObject({ ids: z.array(id).max(200) });

/** Body of `PATCH /api/me/preferences`. */
export const preferencesSchema = z.strictObject({
  topics: z.partialRecord(z.enum(TOAST_TOPICS), z.strictObject({ toast: z.boolean() })),
}) satisfies z.ZodType<PreferencesChange>;

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
