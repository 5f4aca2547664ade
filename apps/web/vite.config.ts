import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';
import { namedFiles } from '../../tools/named-files.ts';
import { subsetFonts } from '../../tools/subset-fonts.ts';
import { websocketOnly } from '../../tools/websocket-only.ts';
import { errorFile, wordsFile } from './src/lib/house/first-files.ts';
import { LOCALES, type Locale } from './src/lib/messages/locale.ts';

/**
 * In development Kit gives a page no request of the server around it; the house keeps it where this finds it, so that a
 * page being rendered asks the house in the same process there too.
 */
const developed = {
  platform: () => {
    const current = (globalThis as Record<symbol, { getStore(): unknown } | undefined>)[Symbol.for('rostrum.request')];
    return { req: current?.getStore() } as App.Platform;
  },
};

/** What most pages load before they are alive: the framework, cards of lots, the frame around a page. */
const EVERYWHERE = new RegExp(
  [
    'node_modules/svelte/',
    'src/lib/(format|live|shell|visitor)/',
    'src/lib/catalogue/(cards-in-turn|lot-card|mat|picture|time-left|stand-|picture-sizes)',
    'src/lib/me/(watch-button|watched|unseen)',
    'src/lib/finding/(header-search|share-button|lot-list|recently-seen|seen-lots)',
    'src/lib/bidding/held',
    'src/lib/(toasts/lazy-toasts|activity/activity\\.svelte|rates/rates-card\\.svelte)',
  ].join('|'),
);

/** The live connection, which comes beside the page. What is loaded later still (rates, talk) stays out. */
const LIVE =
  /packages\/(client|contract)\/src\/(?!chat|rates|conversion)|node_modules\/(engine\.io|socket\.io|@socket)/;

/** The words of one language that a page cannot come alive without. The rest comes with the pages that say it. */
const wordsOf = (locale: Locale) => ({
  name: `words-${locale}`,
  test: new RegExp(`src/lib/messages/${locale}/(index|auction|bid|failure|filters|finding|home|lot|shell|time)\\.ts`),
});

/** Kit's own default. It is in the names of the first files. */
const version = Date.now().toString();

const NAMES = {
  ...Object.fromEntries(LOCALES.map((locale) => [wordsOf(locale).name, wordsFile(locale, version)])),
  'nodes/1': errorFile(version),
};

export default defineConfig({
  plugins: [
    websocketOnly(),
    namedFiles(NAMES),
    subsetFonts(),
    tailwindcss(),
    sveltekit({
      adapter: { ...adapter(), emulate: () => developed },
      version: { name: version },
      // Styles come with the page: behind fonts and scripts they would hold back the first paint on a slow line.
      inlineStyleThreshold: 40_000,
      // The layout does it once the page has nothing better to do.
      serviceWorker: { register: false },
      csp: {
        // Not by nonces: strangers share a page for a moment (page-cache.server.ts).
        mode: 'hash',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          // A picture's placeholder is a style attribute; nothing else inline is allowed.
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // What every page needs is one file: it compresses better than many small ones.
            codeSplitting: {
              groups: [{ name: 'base', test: EVERYWHERE }, { name: 'live', test: LIVE }, ...LOCALES.map(wordsOf)],
            },
          },
        },
      },
    },
  },
  // Workspace packages are TypeScript sources: they are bundled, never imported by the server's Node.
  ssr: { noExternal: [/^@rostrum\//, /^@fontsource-variable\//] },
});
