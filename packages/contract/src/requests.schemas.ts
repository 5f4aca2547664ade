import { z } from 'zod';
import type { BidCommand } from './bid.ts';
import { MAX_AMOUNT_MINOR, MISSED_MAX, WATCH_AUCTIONS_MAX, WATCH_LOTS_MAX } from './protocol.ts';
import type { Missed, WatchRequest } from './sockets.ts';

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

const missedCount = z.int().min(0).max(MISSED_MAX);

/** `missed`. */
export const missedSchema = z.strictObject({
  gaps: missedCount,
  mismatches: missedCount,
}) satisfies z.ZodType<Missed>;

/** `seen` on `/me`. */
export const seenSchema = z.strictObject({ ids: z.array(id).max(200) });
