import type { Locale } from './locale.ts';
import type { account } from './en/account.ts';
import type { en } from './en/index.ts';

/** The words of every page in one language. */
export type Messages = typeof en;

/** Loads one language; the other never reaches the visitor. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === 'ru' ? (await import('./ru/index.ts')).ru : (await import('./en/index.ts')).en;
}

/** The words of the pages about accounts, which the others need not carry. */
export type AccountMessages = typeof account;

/** Loads them in one language. */
export async function loadAccountMessages(locale: Locale): Promise<AccountMessages> {
  return (locale === 'ru' ? await import('./ru/account.ts') : await import('./en/account.ts')).account;
}
