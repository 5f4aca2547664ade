/** Letters that stand for several, or that no decomposition takes apart. */
const SPELT: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Writing without spaces: each sign is a word of its own. */
const SIGN = '[\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}]';
const WORD = new RegExp(`${SIGN}|(?:(?!${SIGN})[\\p{L}\\p{N}])+`, 'gu');
/** In characters; no word of a language is longer, and an index entry must not be. */
const LENGTH_MAX = 64;

/** Russian endings as they are spelt here (й is и). What is left must be a stem. */
const RUSSIAN_ENDING =
  /(?<=[а-я]{3})(?:ами|ями|ого|его|ыми|ими|ому|ему|ах|ях|ов|ев|еи|ои|ыи|ии|ая|яя|ое|ее|ые|ие|ую|юю|ам|ям|ом|ем|ья|ью|ьи|[аяоеиыуюь])$/;

/**
 * The words of a text, in lower case and without accents: letters and figures only, each once. The same for what is
 * searched and for what is searched for.
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}|['’ʼ](?=s(?![\p{L}\p{N}]))/gu, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => SPELT[letter] ?? letter);
  const words = plain.match(WORD) ?? [];
  return [...new Set(words.map((word) => [...word].slice(0, LENGTH_MAX).join('')))];
}

/**
 * A search in PostgreSQL's language: every word has to begin one of the text's, in the number or case it was typed in or
 * in a near one. Null where the text has no words. Safe to use: words hold only letters and figures.
 */
export function searchOf(text: string): string | null {
  const parts = wordsOf(text).map((word) => `(${[word, ...nearForms(word)].map((form) => `'${form}':*`).join(' | ')})`);
  return parts.length === 0 ? null : parts.join(' & ');
}

/** Other forms of a word by which it may stand in the text; beginnings will do. */
function nearForms(word: string): string[] {
  if (RUSSIAN_ENDING.test(word)) return [word.replace(RUSSIAN_ENDING, '')];
  if (!/^[a-z]{4,}$/.test(word)) return [];
  if (word.endsWith('ies')) return [`${word.slice(0, -3)}y`];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  if (/(ch|sh|x|z|s)es$/.test(word)) return [word.slice(0, -2)];
  if (/[^sui]s$/.test(word)) return [word.slice(0, -1)];
  return [];
}
