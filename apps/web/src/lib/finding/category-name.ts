/** A category as a heading writes it; catalogues keep them in small letters. */
export function categoryName(category: string, locale: string): string {
  const [first = '', ...rest] = category;
  return first.toLocaleUpperCase(locale) + rest.join('');
}
