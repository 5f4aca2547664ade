import { Injectable, Logger } from '@nestjs/common';
import type { WsMessageHandler } from '@nestjs/common';
import { ANSWER_WITHIN_MS, type EpochMs, type WireError } from '@rostrum/contract';
import { isObservable, lastValueFrom } from 'rxjs';
import { Clock, Ids, refuse } from '../../platform/index.ts';
import { LiveMetrics } from '../live.metrics.ts';
import type { AnySocket } from '../live.types.ts';
import { MessageRates } from './message-rates.ts';
import { socketErrorOf } from './wire-errors.ts';

type Answer = { ok: true } | { ok: false; error: WireError };
type Respond = (answer: Answer | undefined) => void;
type Handler = Pick<WsMessageHandler<string>, 'message'> & {
  callback: (data: unknown, ack: Respond | undefined, receivedAt: EpochMs) => unknown;
};

/**
 * Takes every message of a socket with one listener (Nest's own binding costs 5 KB a handler and socket). Stamps its
 * arrival, checks the rate before anything else, and sees to it that each message has exactly one answer in time,
 * whatever is thrown.
 */
@Injectable()
export class MessageDispatcher {
  readonly #logger = new Logger(MessageDispatcher.name);

  constructor(
    private readonly clock: Clock,
    private readonly rates: MessageRates,
    private readonly ids: Ids,
    private readonly metrics: LiveMetrics,
  ) {}

  /** Binds a gateway's handlers to a socket. */
  bind(socket: AnySocket, handlers: readonly Handler[]): void {
    socket.onAny((event: unknown, ...args: unknown[]) => {
      const receivedAt = this.clock.now();
      const ack = typeof args.at(-1) === 'function' ? (args.pop() as (answer: Answer) => void) : undefined;
      const handler = handlers.find(({ message }) => message === event);
      const respond = this.#oneAnswer(socket, handler?.message ?? 'unknown', ack);
      this.#handle(socket, handler, args, ack && respond, receivedAt).then(
        (answer) => respond(answer),
        (error: unknown) => respond(this.#refused(error, handler?.message)),
      );
    });
  }

  async #handle(
    socket: AnySocket,
    handler: Handler | undefined,
    args: readonly unknown[],
    ack: Respond | undefined,
    receivedAt: EpochMs,
  ): Promise<Answer | undefined> {
    this.rates.take(socket, handler?.message);
    if (!handler) throw refuse('BAD_REQUEST', { path: '' }, 'The house knows no such message.');
    if (args.length > 1) throw refuse('BAD_REQUEST', { path: '' }, 'A message has one part.');
    const result = await handler.callback(args[0], ack, receivedAt);
    return (isObservable(result) ? await lastValueFrom(result, { defaultValue: undefined }) : result) as
      Answer | undefined;
  }

  /** The first answer goes out, and a late one is dropped. `undefined` means that a filter has already answered. */
  #oneAnswer(socket: AnySocket, event: string, ack: ((answer: Answer) => void) | undefined): Respond {
    const started = performance.now();
    let answered = false;
    const respond: Respond = (answer) => {
      if (answered) return;
      answered = true;
      clearTimeout(deadline);
      const sent = answer ?? (ack ? this.#refused(new Error('a handler answered nothing'), event) : undefined);
      if (ack && sent) ack(sent);
      else if (sent && !sent.ok) socket.emit('error', sent.error);
      const result = !sent || sent.ok ? 'ok' : sent.error.code;
      this.metrics.messagesIn.inc({ event, result });
      if (event === 'bid') this.metrics.bidAck.observe({ result }, (performance.now() - started) / 1000);
    };

    const deadline = setTimeout(() => respond({ ok: false, error: tooLate(event) }), ANSWER_WITHIN_MS);
    deadline.unref();
    return respond;
  }

  #refused(thrown: unknown, event: string | undefined): Answer {
    const known = socketErrorOf(thrown);
    if (known) return { ok: false, error: known };
    const errorId = this.ids.errorId();
    this.#logger.error({ msg: 'a message could not be handled', errorId, event, err: thrown });
    return { ok: false, error: refuse('INTERNAL', { errorId }).error };
  }
}

function tooLate(event: string): WireError {
  return (event === 'bid' || event === 'post' ? refuse('OUTCOME_UNKNOWN') : refuse('BUSY')).error;
}
