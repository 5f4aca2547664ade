import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { EpochMs } from '@rostrum/contract';

/** Place of the moment of arrival among the arguments that the dispatcher hands to Nest: socket, data, ack, moment. */
const ARRIVAL_ARGUMENT = 3;

/** When the message reached this node, by the house's clock; stamped before anything else was done with it. */
export const ReceivedAt = createParamDecorator((_: unknown, context: ExecutionContext): EpochMs =>
  context.getArgByIndex<EpochMs>(ARRIVAL_ARGUMENT),
);
