import { AsyncLocalStorage } from 'node:async_hooks';
import { existsSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { announcePageHeaders } from './env.ts';

/** Answers a page: SvelteKit's handler, or Vite's in development. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

/** The built pages of a folder of the web app; a plain 503 where they are not built. */
export async function builtPages(webFolder: string): Promise<PageHandler> {
  const file = join(webFolder, 'build', 'handler.js');
  if (!existsSync(file)) return notBuilt;
  announcePageHeaders();
  const built = (await import(pathToFileURL(file).href)) as { handler: PageHandler };
  return built.handler;
}

/**
 * In development SvelteKit gives pages no request of Node's. The web app's Vite configuration reads it from here, under
 * this name on the global object, since the two share a process and no module.
 */
const CURRENT_REQUEST = Symbol.for('rostrum.request');

/** The pages as they are being written, with hot replacement over the house's own port. */
export async function devPages(webFolder: string, server: Server): Promise<PageHandler & { close(): Promise<void> }> {
  const { createServer } = await import('vite');
  const vite = await createServer({
    root: webFolder,
    configFile: join(webFolder, 'vite.config.ts'),
    server: { middlewareMode: true, hmr: { server } },
  });
  const current = new AsyncLocalStorage<IncomingMessage>();
  Object.assign(globalThis, { [CURRENT_REQUEST]: current });
  const handler: PageHandler = (request, response, next) =>
    current.run(request, () => vite.middlewares(request, response, next));
  return Object.assign(handler, { close: () => vite.close() });
}

const notBuilt: PageHandler = (_request, response) => {
  response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end('The pages of this house are not built. Run "npm run build", then start it again.\n');
};
