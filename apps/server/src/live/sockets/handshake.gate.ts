import type { IncomingMessage } from 'node:http';
import { Injectable, Logger } from '@nestjs/common';
import type { Server } from 'socket.io';
import { Env, Lifecycle } from '../../platform/index.ts';
import { LiveMetrics } from '../live.metrics.ts';
import { clientAddressOf } from './client-address.ts';
import { standpointOf, type Standpoint } from './origins.ts';

/** Why a handshake was refused; the label of the metric. */
type Cause = 'origin' | 'capacity' | 'draining' | 'transport' | 'malformed';

/** Engine.IO's numbers for what it refuses. */
const UNKNOWN_TRANSPORT = 0;
const FORBIDDEN = 4;

/**
 * Who may open a socket at all (DESIGN §8). Browsers apply no CORS to a WebSocket, so the upgrade itself is refused
 * where the origin is missing or foreign.
 */
@Injectable()
export class HandshakeGate {
  readonly #logger = new Logger(HandshakeGate.name);
  readonly #connections = new Map<string, number>();

  constructor(
    private readonly env: Env,
    private readonly lifecycle: Lifecycle,
    private readonly metrics: LiveMetrics,
  ) {}

  /** Where the page stands that opened this socket. */
  standpoint(headers: IncomingMessage['headers']): Standpoint {
    return standpointOf(headers.origin, this.env.publicUrl, this.env.trustedOrigins);
  }

  /** Engine.IO's `allowRequest`: the refusal's message is its cause. */
  readonly allowRequest = (
    request: IncomingMessage,
    answer: (cause: string | null | undefined, allowed: boolean) => void,
  ): void => {
    const cause = this.#judged(request);
    answer(cause, cause === null);
  };

  /** Logs and counts what the engine refuses, by us or by its own rules. */
  observe(server: Server): void {
    server.engine.on(
      'connection_error',
      (refused: { req: IncomingMessage; code: number; context?: { message?: string } }) => {
        const cause = causeOf(refused.code, refused.context?.message);
        this.metrics.handshakeRejected.inc({ cause });
        this.#logger.warn({
          msg: 'a handshake was refused',
          cause,
          origin: refused.req.headers.origin?.slice(0, 200) ?? null,
          ip: clientAddressOf(refused.req, this.env.trustedProxies).ip,
        });
      },
    );
  }

  /** Engine.IO calls from within an upgrade, where a throw would end the process: what cannot be judged is refused. */
  #judged(request: IncomingMessage): Cause | null {
    try {
      return this.#refusal(request);
    } catch (error) {
      this.#logger.error({ msg: 'a handshake could not be judged', err: error });
      return 'malformed';
    }
  }

  #refusal(request: IncomingMessage): Cause | null {
    if (this.lifecycle.draining) return 'draining';
    if (this.standpoint(request.headers) === 'foreign') return 'origin';
    return this.#takePlace(request) ? null : 'capacity';
  }

  /** Counts the connection until its TCP socket closes, which it does however it ends. */
  #takePlace(request: IncomingMessage): boolean {
    const { ip, loopback } = clientAddressOf(request, this.env.trustedProxies);
    if (loopback) return true;
    const taken = this.#connections.get(ip) ?? 0;
    if (taken >= this.env.connectionsPerIp) return false;
    this.#connections.set(ip, taken + 1);
    request.socket.once('close', () => {
      const left = (this.#connections.get(ip) ?? 1) - 1;
      if (left > 0) this.#connections.set(ip, left);
      else this.#connections.delete(ip);
    });
    return true;
  }
}

function causeOf(code: number, message: string | undefined): Cause {
  if (code === UNKNOWN_TRANSPORT) return 'transport';
  return code === FORBIDDEN && (message === 'origin' || message === 'capacity' || message === 'draining')
    ? message
    : 'malformed';
}
