import { z } from 'zod';
import { LANGUAGES, NAME_MAX, PASSWORD_MAX, PASSWORD_MIN } from './account.ts';
import type { AccountChange } from './account.ts';

const email = z.email().max(254);
const name = z.string().trim().min(1).max(NAME_MAX);
const newPassword = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX);
const password = z.string().min(1).max(PASSWORD_MAX);
const token = z.string().min(1).max(1_000);

/** An IANA time zone. */
export const zoneSchema = z.string().max(64).refine(isZone, 'This is no time zone.');

/** Body of `POST /api/auth/sign-up/email`. */
export const signUpSchema = z.object({ name, email, password: newPassword, locale: z.enum(LANGUAGES).optional() });

/** Body of `POST /api/auth/forgot` and `POST /api/auth/verify/resend`. */
export const addressSchema = z.object({ email });

/** Body of `POST /api/auth/verify`. */
export const tokenSchema = z.object({ token });

/** Body of `POST /api/auth/reset`. */
export const resetSchema = z.object({ token, password: newPassword });

/** Body of `PATCH /api/me/account`. */
export const accountChangeSchema = z.strictObject({
  name: name.optional(),
  locale: z.enum(LANGUAGES).optional(),
  zone: zoneSchema.nullable().optional(),
  currency: z.string().refine(isCurrency, 'This is no currency.').nullable().optional(),
}) satisfies z.ZodType<AccountChange>;

/** Body of `POST /api/me/password`. */
export const passwordSchema = z.object({ current: password, next: newPassword });

/** Body of `POST /api/me/delete`. */
export const deleteSchema = z.object({ password });

function isCurrency(currency: string): boolean {
  return Intl.supportedValuesOf('currency').includes(currency);
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
