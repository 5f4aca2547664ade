import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Ids } from './ids.ts';
import { problemOf, wireErrorOf } from './problem.ts';
import { refuse } from './refusal.ts';

/**
 * Every error of the HTTP side becomes `application/problem+json` with a code of the contract. What was sent is never
 * repeated; a bug is logged under an id, and the id is all that the client learns of it.
 */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  constructor(private readonly ids: Ids) {}

  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent || reply.raw.headersSent) return;
    const known = wireErrorOf(exception) ?? this.bug(exception, http.getRequest<FastifyRequest>());
    if (known.error.code === 'RATE_LIMITED') {
      void reply.header('retry-after', Math.max(1, Math.ceil(known.error.retryAfterMs / 1000)));
    }
    void reply
      .status(known.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(problemOf(known.error, known.status)));
  }

  private bug(
    exception: unknown,
    request: FastifyRequest,
  ): { error: ReturnType<typeof refuse>['error']; status: number } {
    const errorId = this.ids.errorId();
    const status = exception instanceof HttpException ? exception.getStatus() : 500;
    // The route, not the URL: a URL may hold a token.
    const route = request.routeOptions?.url;
    const error = exception instanceof Error ? exception : new Error(String(exception));
    this.logger.error(error, { errorId, requestId: request.id, method: request.method, route });
    return { error: refuse('INTERNAL', { errorId }).error, status };
  }
}
