import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of somebody else's site. */
export interface ForeignPage {
  /** What stands in its body, and the script where it has one. */
  html: string;
  lang?: string;
  /** Its own policy; by default as strict as the widget allows. */
  policy?: string;
  /** Its own sheet. */
  css?: string;
}

/** Somebody else's site, at an origin of its own. */
export interface ForeignSite {
  origin: string;
  /** Puts a page there and answers its address. */
  put(page: ForeignPage): string;
  close(): Promise<void>;
}

/** As strict as it can be with a widget of this house: nothing inline, no markup out of texts, only what says it may. */
export function strictPolicy(house: string): string {
  const socket = house.replace(/^http/, 'ws');
  return [
    "default-src 'none'",
    `script-src ${house}`,
    `connect-src ${house} ${socket}`,
    `img-src ${house}`,
    "style-src 'self'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

/** Opens a site on `host` that shows widgets of `house`. It isolates itself, so pictures must say that they may be shown. */
export async function openSite(host: string, house: () => string): Promise<ForeignSite> {
  const pages: ForeignPage[] = [];
  const server = createServer((request, response) => {
    const [, number, sheet] = /^\/(\d+)(\.css)?$/.exec(request.url ?? '') ?? [];
    const page = pages[Number(number)];
    if (!page) return void response.writeHead(404).end();
    if (sheet) return void response.writeHead(200, { 'content-type': 'text/css' }).end(page.css ?? '');
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cross-origin-embedder-policy': 'require-corp',
      'content-security-policy': page.policy ?? strictPolicy(house()),
    });
    response.end(
      `<!doctype html><html lang="${page.lang ?? 'en'}"><head><meta charset="utf-8"><title>A village hall</title>` +
        `<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/${number}.css"></head>` +
        `<body><main><h1>News of the village hall</h1>${page.html}</main></body></html>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    put: (page) => `${origin}/${pages.push(page) - 1}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
