import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from './env.ts';
import { requestId } from './http.rules.ts';
import { problemOf } from './problem.ts';
import { refuse } from './refusal.ts';

/** No body that the API takes is near this; pages read their own. */
const BODY_BYTES_MAX = 256 * 1024;
/** A picture of 15 MB may take some minutes over a phone; whoever sends no headers is cut much earlier, by Node. */
const REQUEST_TIMEOUT_MS = 300_000;

/** Fastify as the house wants it: only the named proxies are believed, bodies are small, errors are problems. */
export function fastifyAdapter(env: Env): FastifyAdapter {
  return new FastifyAdapter({
    trustProxy: env.trustedProxies.length > 0 ? [...env.trustedProxies] : false,
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_TIMEOUT_MS,
    genReqId: requestId,
    requestIdHeader: false,
    return503OnClosing: true,
    // A URL that cannot be decoded is refused by the router, before any hook or filter.
    frameworkErrors: (error: FastifyError, _request: FastifyRequest, reply: FastifyReply) => {
      const { error: problem } = refuse('BAD_REQUEST', { path: '' });
      const status = error.statusCode ?? 400;
      reply.raw.writeHead(status, {
        'content-type': 'application/problem+json; charset=utf-8',
        'x-content-type-options': 'nosniff',
      });
      reply.raw.end(JSON.stringify(problemOf(problem, status)));
    },
  });
}
