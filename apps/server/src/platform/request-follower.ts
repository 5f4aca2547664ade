import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, RawServerDefault } from 'fastify';
import type { Metrics } from './metrics.ts';
import { currentContext, inContext } from './request-context.ts';
import { spanTime, type Traces } from './traces.ts';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Gives every request its context, and notes how it ended: in a number, a span, and at level `debug` a line. */
export function followRequests(fastify: FastifyInstance<RawServerDefault>, metrics: Metrics, traces: Traces): void {
  const logger = new Logger('http');
  const seconds = metrics.histogram(
    'http_request_seconds',
    'From a request to the end of its answer.',
    ['method', 'route', 'status'],
    SECONDS,
  );
  fastify.addHook('onRequest', (request, reply, done) => {
    const from = spanTime();
    const { method, id: requestId } = request;
    // The route, not the URL: a URL may hold a token.
    const route = request.routeOptions.url ?? 'unknown';
    const { span: parent } = currentContext();
    const span = traces.begin(`${method} ${route}`, from, { server: true, parent });
    reply.raw.once('close', () => {
      const to = spanTime();
      const status = statusOf(reply);
      seconds.observe({ method, route, status: classOf(status) }, (to - from) / 1_000);
      span?.end(
        to,
        { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status },
        status >= 500,
      );
      logger.debug({ msg: 'answered', requestId, method, route, status, ms: Math.round(to - from) });
    });
    inContext({ requestId, span }, done);
  });
}

/** 499, as proxies count it, where whoever asked went away before the end. */
function statusOf({ raw }: FastifyReply): number {
  return raw.writableFinished ? raw.statusCode : 499;
}

const classOf = (status: number): string => `${Math.floor(status / 100)}xx`;
