import type { Locale } from './locale.ts';
import type { en } from './en/index.ts';

/** All the words of the site in one language. */
export type Messages = typeof en;

/** Loads one language; the other never reaches the visitor. */
export async function loadMessages(locale: Locale): Promise<Messages> {
  return locale === 'ru' ? (await import('./ru/index.ts')).ru : (await import('./en/index.ts')).en;
}
