import type { FastifyInstance, RawServerDefault } from 'fastify';
import type { Lifecycle } from './lifecycle.ts';

const LOOK_MS = 50;
/** Requests get this long to finish once the house closes, in ms. */
const FINISH_WITHIN_MS = 5_000;

/**
 * Node waits for connections that never sent anything, as browsers open them in advance. When the house drains and its
 * door is closed, requests under way are finished, then every connection is cut.
 */
export function cutConnectionsAtClose(fastify: FastifyInstance<RawServerDefault>, lifecycle: Lifecycle): void {
  let underWay = 0;
  fastify.addHook('onRequest', (_request, reply, done) => {
    underWay++;
    reply.raw.once('close', () => underWay--);
    done();
  });
  lifecycle.onDrain(() => {
    let closedAt: number | undefined;
    const timer = setInterval(() => {
      if (fastify.server.listening) return;
      closedAt ??= performance.now();
      if (underWay > 0 && performance.now() - closedAt < FINISH_WITHIN_MS) return;
      fastify.server.closeAllConnections();
      clearInterval(timer);
    }, LOOK_MS);
    timer.unref();
  });
}
