import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { filters as enFilters } from '../apps/web/src/lib/messages/en/filters.ts';
import { en } from '../apps/web/src/lib/messages/en/index.ts';
import { filters as ruFilters } from '../apps/web/src/lib/messages/ru/filters.ts';
import { ru } from '../apps/web/src/lib/messages/ru/index.ts';

const client = join(import.meta.dirname, '../apps/web/build/client');
const server = join(import.meta.dirname, '../apps/web/build/server');
const noBuild = existsSync(client) && existsSync(server) ? '' : ' (needs a build: node tools/build.mjs)';
/** What a page may load of scripts before anybody touches it, compressed. */
const BUDGET_BYTES = 75_000;
/** The public pages: route, and a sentence out of each file of words that they fetch, in both languages. */
const PAGES: Record<string, { route: string; words: Record<'en' | 'ru', string[]> }> = {
  home: { route: '/', words: { en: [en.shell.noScript], ru: [ru.shell.noScript] } },
  auction: {
    route: '/auctions/[slug]',
    words: { en: [en.shell.noScript, enFilters.nothingHint], ru: [ru.shell.noScript, ruFilters.nothingHint] },
  },
  lot: { route: '/lots/[id]', words: { en: [en.shell.noScript], ru: [ru.shell.noScript] } },
};
const LANGUAGES = ['en', 'ru'] as const;

const text = (path: string) => readFileSync(join(client, path), 'utf8');
const scripts = () =>
  readdirSync(join(client, '_app/immutable'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => `_app/immutable/${path.replaceAll('\\', '/')}`);

/** The scripts that a script names at its top, so that they come before its code runs. */
function namedBy(path: string): string[] {
  return [...text(path).matchAll(/(?:\bfrom|\bimport)\s*["'`](\.{1,2}\/[^"'`]+\.js)["'`]/g)].map((match) =>
    posix.join(posix.dirname(path), match[1]!),
  );
}

/** Everything that comes with these scripts before their code runs. */
function withImports(entries: string[]): Set<string> {
  const all = new Set<string>();
  const visit = (path: string): void => {
    if (all.has(path)) return;
    all.add(path);
    namedBy(path).forEach(visit);
  };
  entries.forEach(visit);
  return all;
}

/** A list of files that the build wrote into one of its modules. */
function listIn(module: string, name: string): string[] {
  const list = new RegExp(`\\b${name}\\s*[:=]\\s*(\\[[^\\]]*\\])`).exec(readFileSync(join(server, module), 'utf8'));
  if (!list) throw new Error(`${module} has no ${name}`);
  return JSON.parse(list[1]!) as string[];
}

/** What a page loads before it is alive: the scripts of its route, its words, and the page for errors. */
function firstScripts(name: string, language: 'en' | 'ru'): Set<string> {
  const { route, words } = PAGES[name]!;
  const manifest = readFileSync(join(server, 'manifest.js'), 'utf8');
  const at = manifest.indexOf(`id: "${route}"`);
  const nodes = /layouts: \[([^\]]*)\].*leaf: (\d+)/.exec(manifest.slice(at))!;
  const numbers = [...nodes[1]!.split(',').filter(Boolean), nodes[2]!];
  const said = words[language].map((sentence) => scripts().find((path) => text(path).includes(sentence))!);
  return withImports([
    ...listIn('manifest.js', 'imports'),
    ...[...numbers, '1'].flatMap((number) => listIn(`nodes/${number.trim()}.js`, 'imports')),
    ...said,
  ]);
}

const compressed = (path: string) => brotliCompressSync(readFileSync(join(client, path))).length;

describe.skipIf(noBuild)(`scripts of the site${noBuild}`, () => {
  test.each(Object.keys(PAGES).flatMap((name) => LANGUAGES.map((language) => [name, language] as const)))(
    '%s in %s: what is loaded before anybody touches it fits the budget',
    (name, language) => {
      const paths = [...firstScripts(name, language)];
      const sizes = paths.map((path) => [compressed(path), path] as const).sort((a, b) => b[0] - a[0]);
      const sum = sizes.reduce((all, [size]) => all + size, 0);
      expect(sum, sizes.map(([size, path]) => `${size} ${path}`).join('\n')).toBeLessThanOrEqual(BUDGET_BYTES);
    },
  );

  test('no script carries zod', () => {
    expect(scripts().filter((path) => /ZodError|\$ZodType|_zod\b/.test(text(path)))).toEqual([]);
  });

  test.each([
    ['the chart', /uplot|u-over/],
    ['toasts', /data-sonner-toast/],
  ])('%s is fetched only when it is needed', (_, mark) => {
    const marked = scripts().filter((path) => mark.test(text(path)));
    expect(marked.length, 'the build has it').toBeGreaterThan(0);
    const early = Object.keys(PAGES).flatMap((name) => [...firstScripts(name, 'en')]);
    expect(marked.filter((path) => early.includes(path))).toEqual([]);
  });
});
