import { Logger } from '@nestjs/common';
import type { WireError } from '@rostrum/contract';
import { refuse } from '../platform/index.ts';
import type { AnyNamespace, AnySocket } from './live.types.ts';
import { socketErrorOf } from './wire-errors.ts';

const logger = new Logger('Admission');

/**
 * Puts a check in front of a namespace. What it throws reaches the client as `connect_error` with the wire error in
 * `err.data`; what is not a refusal as `BUSY`, so that it tries again. (Socket.IO itself would let either end the process.)
 */
export function admit(namespace: AnyNamespace, check: (socket: AnySocket) => Promise<void>): void {
  namespace.use((socket, next) => {
    check(socket as unknown as AnySocket).then(
      () => next(),
      (thrown: unknown) => next(connectError(socketErrorOf(thrown) ?? bug(thrown))),
    );
  });
}

function bug(thrown: unknown): WireError {
  logger.error({ msg: 'a socket could not be admitted', err: thrown });
  return refuse('BUSY').error;
}

function connectError(error: WireError): Error & { data: WireError } {
  return Object.assign(new Error(error.message), { data: error });
}
