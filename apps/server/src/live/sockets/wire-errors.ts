import { WsException } from '@nestjs/websockets';
import { HTTP_STATUS, type ErrorCode, type WireError } from '@rostrum/contract';
import { refuse, wireErrorOf } from '../../platform/index.ts';

/**
 * What a client is told of something that was thrown behind a socket; null for a bug, of which he is told nothing but a
 * number. Never repeats what he sent.
 */
export function socketErrorOf(thrown: unknown): WireError | null {
  if (!(thrown instanceof WsException)) return wireErrorOf(thrown)?.error ?? null;
  const error = thrown.getError();
  return isWireError(error) ? error : refuse('FORBIDDEN').error;
}

function isWireError(value: unknown): value is WireError {
  if (typeof value !== 'object' || value === null || !('code' in value) || !('message' in value)) return false;
  return typeof value.message === 'string' && Object.hasOwn(HTTP_STATUS, value.code as ErrorCode);
}
