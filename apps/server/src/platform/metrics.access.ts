import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { isLoopback } from './env.parse.ts';

/** The same length for any text, so that comparing tells nothing of it. */
const digest = (value: string): Buffer => createHash('sha256').update(value).digest();

/**
 * The numbers are for whoever holds the token, and for this machine itself. A request that a proxy on this machine passes
 * on comes from elsewhere, although its connection does not.
 */
export function mayReadMetrics(
  request: Pick<FastifyRequest, 'headers' | 'ip'> & { socket: { remoteAddress?: string | undefined } },
  token: string | undefined,
): boolean {
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (token !== undefined && given !== undefined) return timingSafeEqual(digest(given), digest(token));
  const { headers } = request;
  if (headers['x-forwarded-for'] ?? headers['x-forwarded-host'] ?? headers.forwarded ?? headers.via) return false;
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  return isLoopback(host) && isLoopback(request.socket.remoteAddress ?? '') && isLoopback(request.ip);
}
