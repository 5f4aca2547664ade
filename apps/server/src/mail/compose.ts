import { htmlOf } from './draft.html.ts';
import { textOf } from './draft.text.ts';
import type { Letter, Words } from './letter.ts';
import { english } from './words/en.ts';
import { russian } from './words/ru.ts';

const WORDS: Readonly<Record<string, Words>> = { en: english, ru: russian };

/** A letter as it goes out: subject, and the same in both forms. */
export interface Composed {
  subject: string;
  text: string;
  html: string;
  /** Address that a mail program posts to, so that no more like it come. */
  unsubscribe?: string | undefined;
}

/** Writes a letter in a language; in English where the house does not speak it. */
export function compose(letter: Letter, locale: string): Composed {
  const known = Object.hasOwn(WORDS, locale) ? locale : 'en';
  const draft = (WORDS[known] ?? english)(withoutBreaks(letter));
  return { subject: draft.subject, text: textOf(draft), html: htmlOf(draft, known), unsubscribe: letter.off?.url };
}

/** What people and catalogues wrote stays within its line: nobody puts paragraphs or headers into a mail of the house. */
function withoutBreaks<T>(value: T): T {
  // oxlint-disable-next-line no-control-regex -- these are what must not pass
  if (typeof value === 'string') return value.replace(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').trim() as T;
  if (Array.isArray(value)) return value.map(withoutBreaks) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutBreaks(part)])) as T;
}
