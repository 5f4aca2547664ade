import type { Locale } from './locale.ts';
import type { AccountMessages, Messages } from './shape.ts';

/** Loads one language; the other never reaches the visitor. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === 'ru' ? (await import('./ru/index.ts')).ru : (await import('./en/index.ts')).en;
}

/** Loads the words of the account pages in one language. */
export async function loadAccountMessages(locale: Locale): Promise<AccountMessages> {
  return (locale === 'ru' ? await import('./ru/account.ts') : await import('./en/account.ts')).account;
}
