import { MISTAKE_NOTE_MAX, type MistakeRequest } from '@rostrum/contract';
import { amountSchema, bidSchema } from '@rostrum/contract/schemas';
import { z } from 'zod';

/** The id of a lot or a command in a path. */
export const idSchema = z.uuid();

/** Body of `POST /api/lots/:id/bids`; the path says the lot, the body may repeat it. */
export const httpBidSchema = bidSchema.partial({ lotId: true });
export type HttpBid = z.infer<typeof httpBidSchema>;

/** Query of `GET /api/lots/:id/events`: public events after version `since`. */
export const historySchema = z.object({
  since: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type HistoryQuery = z.infer<typeof historySchema>;

const versions = z.array(z.int().min(1)).min(1).max(200);

/** Body of `POST /api/staff/lots/:id/void`: public versions of bids. */
export const voidSchema = z.strictObject({ versions });
export type VoidBody = z.infer<typeof voidSchema>;

/** Query of `GET /api/staff/lots/:id/void-preview`: `versions=3,4`. */
export const voidPreviewSchema = z.object({
  versions: z
    .string()
    .max(2_000)
    .transform((text) => text.split(',').map(Number))
    .pipe(versions),
});
export type VoidPreviewQuery = z.infer<typeof voidPreviewSchema>;

/** Body of `POST /api/staff/lots/:id/resume`: the new end. */
export const resumeSchema = z.strictObject({ endsAt: z.int().min(0) });
export type ResumeBody = z.infer<typeof resumeSchema>;

/** Body of `POST /api/staff/lots/:id/reserve`. */
export const reserveSchema = z.strictObject({ reserveMinor: amountSchema });
export type ReserveBody = z.infer<typeof reserveSchema>;

/** Query of `GET /api/lots/:id/quote`: an amount in digits, never rounded. */
export const quoteSchema = z.object({
  maxMinor: z
    .string()
    .regex(/^\d{1,16}$/, 'This is not an amount in minor units.')
    .transform(Number)
    .pipe(amountSchema),
});
export type QuoteQuery = z.infer<typeof quoteSchema>;

const note = z.string().trim().max(MISTAKE_NOTE_MAX);

/** Body of `POST /api/me/lots/:id/mistake`. */
export const mistakeSchema = z.strictObject({
  commandId: z.uuid().optional(),
  note: note.optional(),
}) satisfies z.ZodType<MistakeRequest>;

/** Body of `POST /api/staff/mistakes/:id/void` and `…/decline`: what the bidder is told. */
export const mistakeAnswerSchema = z.strictObject({ answer: note.optional() });
export type MistakeAnswerBody = z.infer<typeof mistakeAnswerSchema>;
