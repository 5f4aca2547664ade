import { Logger } from '@nestjs/common';
import type { ErrorCode, WireError } from '@rostrum/contract';
import { refuse } from '../../platform/index.ts';
import type { AnyNamespace, AnySocket } from '../live.types.ts';
import { socketErrorOf } from './wire-errors.ts';

const logger = new Logger('Admission');

type Refused = Error & { data: WireError };

const hearers = new WeakMap<AnyNamespace, (code: ErrorCode) => void>();

/** Hears with which code each socket is refused that may not enter a namespace. */
export function hearRefusals(namespace: AnyNamespace, hear: (code: ErrorCode) => void): void {
  hearers.set(namespace, hear);
}

/**
 * Puts a check in front of a namespace. What it throws reaches the client as `connect_error` with the wire error in
 * `err.data`; what is not a refusal as `BUSY`, so that it tries again. (Socket.IO itself would let either end the process.)
 */
export function admit(namespace: AnyNamespace, check: (socket: AnySocket) => Promise<void>): void {
  namespace.use((socket, next) => {
    void answer(check, socket as unknown as AnySocket, (refused) => {
      if (refused) hearers.get(namespace)?.(refused.data.code);
      next(refused);
    });
  });
}

async function answer(
  check: (socket: AnySocket) => Promise<void>,
  socket: AnySocket,
  next: (refused?: Refused) => void,
): Promise<void> {
  let refused: Refused | undefined;
  try {
    await check(socket);
  } catch (thrown) {
    refused = connectError(socketErrorOf(thrown) ?? bug(thrown));
  }
  next(refused);
}

function bug(thrown: unknown): WireError {
  logger.error({ msg: 'a socket could not be admitted', err: thrown });
  return refuse('BUSY').error;
}

function connectError(error: WireError): Refused {
  return Object.assign(new Error(error.message), { data: error });
}
