import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Font } from 'satori';

const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext'];
const FACES = [
  { family: 'literata', name: 'Literata', weight: 500 },
  { family: 'inter', name: 'Inter', weight: 400 },
  { family: 'inter', name: 'Inter', weight: 600 },
] as const;

/** Everything that the subsets have signs for: Latin, Cyrillic, marks between words, currencies. */
const UNKNOWN =
  /[^\t\n -\u024f\u02bb-\u02dd\u0400-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u203a\u20a0-\u20c0\u2116\u2122\u2212]/gu;

/** A text without the characters that no face has: a row of empty boxes says less than nothing. */
export function legible(text: string): string {
  return text.normalize('NFC').replace(/\s/g, ' ').replace(UNKNOWN, '').replace(/ {2,}/g, ' ').trim();
}

/** The names of a face's subsets, in the order in which a character is looked for. */
export function familyOf(name: 'Literata' | 'Inter'): string {
  return SUBSETS.map((subset) => `${name} ${subset}`).join(', ');
}

/** The faces of the site, from the packages that hold them. */
export function cardFonts(): Font[] {
  const { resolve } = createRequire(import.meta.url);
  return SUBSETS.flatMap((subset) =>
    FACES.map(({ family, name, weight }) => ({
      name: `${name} ${subset}`,
      weight,
      style: 'normal',
      data: readFileSync(resolve(`@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff`)),
    })),
  );
}
