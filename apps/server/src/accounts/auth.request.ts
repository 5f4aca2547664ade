import type { FastifyReply, FastifyRequest } from 'fastify';

/** What better-auth needs to know of a request. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const name of ['cookie', 'origin', 'user-agent'] as const) {
    const value = request.headers[name];
    if (value !== undefined) headers.set(name, value.slice(0, 4096));
  }
  return headers;
}

/** Hands better-auth's cookies on. Such an answer is nobody else's. */
export function passCookies(answer: Response, reply: FastifyReply): void {
  void reply.header('cache-control', 'private, no-store');
  for (const cookie of answer.headers.getSetCookie()) void reply.header('set-cookie', cookie);
}
