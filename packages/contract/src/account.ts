import type { EpochMs } from './protocol.ts';
import type { Role } from './rest.ts';

/** Languages in which the house writes to people. */
export const LANGUAGES = ['en', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Length of a name, and of a password. */
export const NAME_MAX = 100;
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

/** The signed-in person's own account. Answer of `GET` and `PATCH /api/me/account`. */
export interface Account {
  name: string;
  email: string;
  emailVerified: boolean;
  role: Role;
  /** The language of mails to him. */
  locale: Language;
  /** IANA zone; null: that of the device. */
  zone: string | null;
  /** ISO 4217; null: none. */
  currency: string | null;
  createdAt: EpochMs;
  /** Shared by everybody who looks at the demo: name, password and the account itself stay as they are. */
  demo: boolean;
  /** Open lots that he leads: as long as there are any, the account cannot be deleted. */
  leads: { lotId: string; number: number; title: string }[];
}

/** What may be changed; what is left out stays. Body of `PATCH /api/me/account`. */
export interface AccountChange {
  name?: string | undefined;
  locale?: Language | undefined;
  zone?: string | null | undefined;
  currency?: string | null | undefined;
}

/** A session of the signed-in person. Items of `GET /api/me/sessions`. */
export interface AccountSession {
  id: string;
  createdAt: EpochMs;
  expiresAt: EpochMs;
  /** As the browser named itself; null where it did not. */
  userAgent: string | null;
  /** The one that asks. */
  current: boolean;
}

/** Answer of `POST /api/auth/sign-up/email`: the same whether the address was known or not. */
export interface SignedUp {
  ok: true;
  /** The house sends mail, and an address has to be confirmed before its person signs in. */
  confirm: boolean;
}
