import type { Locale } from './locale.ts';

/**
 * Where the build puts the words that a page cannot come alive without, by the version of the site. The server knows this
 * name too, so a page asks for its language at once; else it would only when its scripts have run.
 */
export function wordsFile(locale: Locale, version: string): string {
  return `_app/immutable/words/${locale}.${version}.js`;
}
