import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Sends what everybody may see. Caches may keep it but ask each time; the answer is 304 while nothing changed.
 */
export function answerPublicly(request: FastifyRequest, reply: FastifyReply, body: unknown): void {
  const text = JSON.stringify(body);
  const tag = `W/"${createHash('sha1').update(text).digest('base64url')}"`;
  void reply.header('cache-control', 'public, max-age=0, must-revalidate').header('etag', tag);
  const known = request.headers['if-none-match'];
  if (known !== undefined && known.split(/\s*,\s*/).includes(tag)) void reply.status(304).send();
  else void reply.header('content-type', 'application/json; charset=utf-8').send(text);
}
