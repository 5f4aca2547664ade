import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { WireError } from '@rostrum/contract';
import { Ids, refuse } from '../../platform/index.ts';
import type { AnySocket } from '../live.types.ts';
import { socketErrorOf } from '../sockets/wire-errors.ts';

/**
 * Turns whatever a handler, guard or pipe of a gateway throws into the one answer: `{ok: false, error}` in the ack, or
 * an `error` event where the client asked for none. A bug is logged with a number, and the client is given the number.
 * Nest applies no global filter to gateways, so each gateway class names it.
 */
@Catch()
export class WsErrorFilter implements ExceptionFilter {
  readonly #logger = new Logger(WsErrorFilter.name);
  readonly #ids = new Ids();

  catch(thrown: unknown, host: ArgumentsHost): void {
    const error = socketErrorOf(thrown) ?? this.#bug(thrown, host.switchToWs().getPattern());
    const ack = host.getArgs().find((argument) => typeof argument === 'function') as
      ((answer: { ok: false; error: WireError }) => void) | undefined;
    if (ack) ack({ ok: false, error });
    else host.switchToWs().getClient<AnySocket>().emit('error', error);
  }

  #bug(thrown: unknown, pattern: string): WireError {
    const errorId = this.#ids.errorId();
    this.#logger.error({ msg: 'a message could not be handled', errorId, pattern, err: thrown });
    return refuse('INTERNAL', { errorId }).error;
  }
}
