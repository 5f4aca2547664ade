import { randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest, RawServerDefault } from 'fastify';
import type { Env } from './env.ts';

/** Answers of the API are data: nothing in them may run or be framed. */
const API_CSP = "default-src 'none'; frame-ancestors 'none'";
/** The API's documentation page brings its own scripts and styles. */
const DOCS_CSP =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'";

/** Ids of requests; they stand in the log beside errors and in the answer. */
export const requestId = (): string => randomUUID();

/**
 * What holds for every answer, set on the raw response because the pages' answers pass Fastify by: security headers, the
 * request's id, and credential-less CORS for the origins that may look.
 */
export function installHttpRules(fastify: FastifyInstance<RawServerDefault>, env: Env): void {
  const secure = env.publicUrl.startsWith('https:');
  fastify.addHook('onRequest', (request, reply, done) => {
    const path = request.routeOptions.url ?? '';
    const { raw } = reply;
    raw.setHeader('x-request-id', request.id);
    raw.setHeader('x-content-type-options', 'nosniff');
    raw.setHeader('x-frame-options', 'DENY');
    raw.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
    raw.setHeader('cross-origin-opener-policy', 'same-origin');
    raw.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()');
    if (secure) raw.setHeader('strict-transport-security', 'max-age=31536000');
    if (path.startsWith('/api/')) {
      raw.setHeader('content-security-policy', path.startsWith('/api/docs') ? DOCS_CSP : API_CSP);
      if (mayLook(request, reply, env)) return;
    }
    done();
  });
}

/** Lets trusted origins read the API as strangers. True where the request was a preflight, and is answered. */
function mayLook(request: FastifyRequest, reply: FastifyReply, env: Env): boolean {
  const { origin } = request.headers;
  reply.raw.setHeader('vary', 'Origin');
  if (origin === undefined || !env.trustedOrigins.includes(origin)) return false;
  reply.raw.setHeader('access-control-allow-origin', origin);
  if (request.method !== 'OPTIONS') return false;
  void reply
    .header('access-control-allow-methods', 'GET, HEAD')
    .header('access-control-max-age', '600')
    .status(204)
    .send();
  return true;
}
