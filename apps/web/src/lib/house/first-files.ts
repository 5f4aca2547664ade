import type { Locale } from '#lib/messages/locale.ts';

/**
 * Scripts that a page waits for before it comes alive, and that Kit's head does not name: the words of its language, and the
 * page for errors. The build names them by the version of the site, so the server can have them fetched with the page; else
 * each was a journey of its own, begun when the other scripts had run.
 */
export const wordsFile = (locale: Locale, version: string): string => `_app/immutable/words/${locale}.${version}.js`;

/** See above. Kit makes a page alive only when it could show an error. */
export const errorFile = (version: string): string => `_app/immutable/nodes/error.${version}.js`;

/** What a page in this language fetches first. */
export const firstFiles = (locale: Locale, version: string): string[] => [
  wordsFile(locale, version),
  errorFile(version),
];
