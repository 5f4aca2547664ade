import { keptFormats } from './kept-formats.ts';

/** The words that a number takes, by CLDR plural category; `other` stands in for what is left out. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const rulesOf = keptFormats<Intl.PluralRules>();
const numbersOf = keptFormats<Intl.NumberFormat>();

/**
 * A function that picks the form for a count in one language; `#` in it becomes the count in that language's digits. The
 * first format of all takes a browser longest, and words are loaded in a task of their own: so it is made there.
 */
export function pluralOf(locale: string): (count: number, forms: PluralForms) => string {
  const rules = rulesOf(locale, () => new Intl.PluralRules(locale));
  const numbers = numbersOf(locale, () => new Intl.NumberFormat(locale));
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count));
}
