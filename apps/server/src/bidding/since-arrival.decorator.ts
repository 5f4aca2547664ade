import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

/** How long ago the request came, in ms: looking up its session took time that must not make a bid late. */
export const SinceArrivalMs = createParamDecorator((_data: unknown, context: ExecutionContext): number =>
  Math.ceil(context.switchToHttp().getResponse<FastifyReply>().elapsedTime),
);
