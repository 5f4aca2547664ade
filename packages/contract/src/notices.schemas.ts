import { z } from 'zod';
import { zoneSchema } from './account.schemas.ts';
import { DELIVERY_STATUSES, SENT_CHANNELS } from './deliveries.ts';
import { CHANNELS, MAIL_PACES, TOAST_TOPICS } from './preferences.ts';
import type { PreferencesChange } from './preferences.ts';
import type { PushTarget } from './push.ts';

const minuteOfDay = z.int().min(0).max(1_439);
/** Body of `PATCH /api/me/preferences`. */
export const preferencesSchema = z
  .strictObject({
    topics: z.partialRecord(z.enum(TOAST_TOPICS), z.partialRecord(z.enum(CHANNELS), z.boolean())).optional(),
    mailPace: z.enum(MAIL_PACES).optional(),
    quiet: z
      .strictObject({ from: minuteOfDay, to: minuteOfDay })
      .refine(({ from, to }) => from !== to, 'Quiet hours begin and end at different times.')
      .nullable()
      .optional(),
    zone: zoneSchema.optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'Nothing is chosen.') satisfies z.ZodType<PreferencesChange>;

const base64url = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[\w-]+={0,2}$/, 'This is no base64url.');

/** Body of `POST /api/me/push`. Browsers add fields of their own. */
export const pushTargetSchema = z.object({
  endpoint: z.url().max(2_000),
  keys: z.object({ p256dh: base64url(120), auth: base64url(40) }),
}) satisfies z.ZodType<PushTarget>;

/** Query of `GET /api/staff/deliveries`, beside that of a list. */
export const deliveriesSchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(200).optional(),
  status: z.enum(DELIVERY_STATUSES).optional(),
  channel: z.enum(SENT_CHANNELS).optional(),
});
