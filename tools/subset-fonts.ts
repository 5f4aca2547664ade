import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';

/** The weights that the pages are set in: text to bold. The files have 100 to 900, which is a third of their size. */
const WEIGHTS = { min: 400, max: 700 };
const FILE = /(inter|literata)-(latin|cyrillic)-wght-normal\.[^/]+\.woff2$/;

/** Fonts with no more than the pages use: a visitor fetches them beside the first pictures. */
export function subsetFonts(): Pick<Plugin, 'name' | 'applyToEnvironment' | 'generateBundle'> {
  return {
    name: 'rostrum:subset-fonts',
    applyToEnvironment: ({ name }) => name === 'client',
    async generateBundle(_options, bundle) {
      const fonts = Object.values(bundle).flatMap((file) => {
        const [, family, subset] = FILE.exec(file.fileName) ?? [];
        return file.type === 'asset' && family && subset ? [{ file, text: textOf(family, subset) }] : [];
      });
      if (fonts.length === 0) throw new Error('the fonts of the pages have other names than before');
      for (const { file, text } of fonts)
        file.source = await subsetFont(Buffer.from(file.source), text, {
          targetFormat: 'woff2',
          variationAxes: { wght: WEIGHTS },
        });
    },
  };
}

/** Every character of a subset, as the font's package names it: `U+0301,U+0400-045F`. */
function textOf(family: string, subset: string): string {
  const file = createRequire(import.meta.url).resolve(`@fontsource-variable/${family}/unicode.json`);
  const ranges = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[subset] ?? '';
  return ranges
    .split(',')
    .flatMap((range) => {
      const [from = 0, to = from] = range
        .replace('U+', '')
        .split('-')
        .map((hex) => Number.parseInt(hex, 16));
      return Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at));
    })
    .join('');
}
