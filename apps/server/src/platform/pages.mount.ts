import type { FastifyInstance, FastifyRequest, HTTPMethods, RawServerDefault } from 'fastify';
import { PAGE_HEADERS, type Env } from './env.ts';
import type { PageHandler } from './pages.ts';
import { problemOf } from './problem.ts';
import { refuse } from './refusal.ts';

/** Answer of `houseFetch`. Several `set-cookie` headers are joined with a line feed. */
interface HouseAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** The API for a page that is rendered: with the visitor's cookie and address, without the way over the network. */
export type HouseFetch = (
  path: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<HouseAnswer>;

/** The last route: what no other room answers is a page. `/api` has no pages. */
export function mountPages(fastify: FastifyInstance<RawServerDefault>, env: Env, handle: PageHandler): void {
  const home = new URL(env.publicUrl);
  void fastify.register(async (scope) => {
    // Bodies of pages pass as they are: SvelteKit reads them itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const unknown = problemOf(refuse('NOT_FOUND').error, 404);
    for (const url of ['/api', '/api/*']) {
      scope.all(url, (_request, reply) =>
        reply.status(404).type('application/problem+json; charset=utf-8').send(JSON.stringify(unknown)),
      );
    }
    scope.all('/*', (request, reply) => {
      if (!isHome(request, home)) {
        return reply
          .status(421)
          .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
          .type('text/html; charset=utf-8')
          .send(elsewherePage(env.publicUrl, request.raw.url ?? '/'));
      }
      const { raw } = request;
      for (const name of Object.keys(raw.headers)) if (name.startsWith('x-forwarded-')) delete raw.headers[name];
      raw.headers.host = home.host;
      raw.headers[PAGE_HEADERS.host] = home.host;
      raw.headers[PAGE_HEADERS.protocol] = home.protocol.slice(0, -1);
      Object.assign(raw, { houseFetch: houseFetchFor(fastify, request, home) });
      reply.hijack();
      void run(handle, request, reply.raw);
      return reply;
    });
  });
}

async function run(handle: PageHandler, request: FastifyRequest, response: Parameters<PageHandler>[1]): Promise<void> {
  const end = (status: number): void => {
    if (response.headersSent) response.destroy();
    else
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end('This page cannot be shown.\n');
  };
  try {
    await handle(request.raw, response, () => end(404));
  } catch (error) {
    request.log.error(error);
    end(500);
  }
}

function houseFetchFor(fastify: FastifyInstance<RawServerDefault>, visitor: FastifyRequest, home: URL): HouseFetch {
  return async (path, init) => {
    if (!path.startsWith('/api/')) throw new Error('houseFetch reaches /api only');
    const headers: Record<string, string> = { host: home.host };
    for (const [name, value] of Object.entries(init.headers)) {
      if (!/^(x-)?forwarded|^host$|^content-length$/i.test(name)) headers[name.toLowerCase()] = value;
    }
    const { cookie, origin, 'user-agent': agent } = visitor.headers;
    if (cookie !== undefined) headers['cookie'] = cookie;
    // So that a person knows his sessions apart.
    if (agent !== undefined) headers['user-agent'] = agent;
    if (origin !== undefined) headers['origin'] = origin;
    const answer = await fastify.inject({
      method: init.method as Extract<HTTPMethods, 'GET'>,
      url: path,
      headers,
      remoteAddress: visitor.ip,
      ...(init.body === undefined ? {} : { payload: init.body }),
    });
    const flat = Object.entries(answer.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join('\n') : String(value),
    ]);
    return { status: answer.statusCode, headers: Object.fromEntries(flat), body: answer.body };
  };
}

/** Whether the page was opened where the house is served. The names of this machine differ from each other too. */
function isHome(request: FastifyRequest, home: URL): boolean {
  const asked = `${home.protocol}//${request.host}`;
  return URL.canParse(asked) && new URL(asked).host === home.host;
}

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Under another name nobody could sign in, since cookies and changes belong to one origin. */
function elsewherePage(publicUrl: string, path: string): string {
  const link = escapeHtml(`${publicUrl}${path.startsWith('/') ? path : '/'}`);
  const name = escapeHtml(publicUrl);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Rostrum</title>
<style>body{font:1.1rem/1.6 system-ui,sans-serif;margin:15vh auto;max-width:34rem;padding:0 1.5rem}</style></head>
<body><h1>This house is served at ${name}</h1><p><a href="${link}">Go there</a></p></body></html>
`;
}
