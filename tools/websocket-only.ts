import type { Plugin } from 'vite';

/**
 * The house speaks WebSocket and nothing else, so Socket.IO's long-polling and WebTransport stay out of what a visitor
 * loads.
 */
export function websocketOnly(): Pick<Plugin, 'name' | 'enforce'> & {
  load(id: string): string | undefined;
  transform(code: string, id: string): { code: string; map: null; moduleSideEffects: false } | undefined;
} {
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
