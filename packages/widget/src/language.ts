import { en } from './words/en.ts';
import { ru } from './words/ru.ts';
import type { Words } from './words/words.ts';

/** A language of the widget: its words, and how it writes numbers. */
export interface Language {
  locale: 'en' | 'ru';
  words: Words;
}

/** By the nearest `lang` of an element or of what it stands in; English where that names neither. */
export function languageOf(tag: string | null | undefined): Language {
  return /^ru\b/i.test(tag ?? '') ? { locale: 'ru', words: ru } : { locale: 'en', words: en };
}
