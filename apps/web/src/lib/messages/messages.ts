import type { Locale } from './locale.ts';
import type { AccountMessages, MeMessages, Messages, StaffMessages } from './shape.ts';

/** Loads one language; the other never reaches the visitor. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === 'ru' ? (await import('./ru/index.ts')).ru : (await import('./en/index.ts')).en;
}

/** Loads the words of the account pages in one language. */
export async function loadAccountMessages(locale: Locale): Promise<AccountMessages> {
  return (locale === 'ru' ? await import('./ru/account.ts') : await import('./en/account.ts')).account;
}

/** Loads the words of the staff pages in one language. */
export async function loadStaffMessages(locale: Locale): Promise<StaffMessages> {
  return (locale === 'ru' ? await import('./ru/staff.ts') : await import('./en/staff.ts')).staff;
}

/** Loads the words of a person's own pages, of toasts and of the latest doings in one language. */
export async function loadMeMessages(locale: Locale): Promise<MeMessages> {
  return (locale === 'ru' ? await import('./ru/me.ts') : await import('./en/me.ts')).me;
}
