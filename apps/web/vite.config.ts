import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

/**
 * The house speaks WebSocket and nothing else, so Socket.IO's long-polling and WebTransport stay out of what a visitor
 * loads.
 */
function websocketOnly(): Plugin {
  return {
    name: 'rostrum:websocket-only',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith('/engine.io-client/build/esm/transports/index.js')) return undefined;
      return "import { WS } from './websocket.js';\nexport const transports = { websocket: WS };";
    },
    transform(code, id) {
      // They are still exported by name; without this mark their top-level listeners would keep them in.
      const unused = /engine\.io-client\/build\/esm\/transports\/(polling|webtransport)/.test(id);
      return unused ? { code, map: null, moduleSideEffects: false } : undefined;
    },
  };
}

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

/** What most pages load: the framework, the live connection, cards of lots, the frame around a page. */
const EVERYWHERE = new RegExp(
  [
    'node_modules/(svelte/|engine\\.io|socket\\.io|@socket)',
    'packages/(client|contract)',
    'src/lib/(format|live|shell|visitor)/',
    'src/lib/catalogue/(lot-card|mat|picture|time-left|stand-|picture-sizes)',
    'src/lib/me/(watch-button|watched|unseen)',
    'src/lib/finding/(link-preview|header-search|share-button)',
    'src/lib/(toasts/lazy-toasts|activity/activity\\.svelte)',
  ].join('|'),
);

export default defineConfig({
  plugins: [
    websocketOnly(),
    tailwindcss(),
    sveltekit({
      adapter: { ...adapter(), emulate: () => developed },
      // Styles come with the page: behind fonts and scripts they would hold back the first paint on a slow line.
      inlineStyleThreshold: 40_000,
      csp: {
        mode: 'auto',
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
            codeSplitting: { groups: [{ name: 'base', test: EVERYWHERE }] },
          },
        },
      },
    },
  },
  // Workspace packages are TypeScript sources: they are bundled, never imported by the server's Node.
  ssr: { noExternal: [/^@rostrum\//, /^@fontsource-variable\//] },
});
