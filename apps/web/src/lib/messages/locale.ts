/** The languages of the house; the first is the one for visitors who ask for neither. */
export const LOCALES = ['en', 'ru'] as const;

export type Locale = (typeof LOCALES)[number];

/** Whether a text names one of the house's languages. */
export function isLocale(text: string | undefined | null): text is Locale {
  return LOCALES.some((locale) => locale === text);
}

/** The first of the house's languages in an Accept-Language header, by weight. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { locale: tag.slice(0, 2).toLowerCase(), weight: weight ? Number(weight.trim().slice(2)) : 1 };
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wishes.map((wish) => wish.locale).find(isLocale) ?? LOCALES[0];
}
