import { Logger, type INestApplication, type WsMessageHandler } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { Server, type ServerOptions } from 'socket.io';
import { Env, refuse } from '../../platform/index.ts';
import { broadcastOnWire } from '../broadcast/wire-broadcast.ts';
import { LiveMetrics } from '../live.metrics.ts';
import type { AnyNamespace, AnySocket } from '../live.types.ts';
import { admit } from './admission.ts';
import { HandshakeGate } from './handshake.gate.ts';
import { MessageDispatcher } from './message.dispatcher.ts';
import { countTraffic } from './traffic-counts.ts';

const PING_INTERVAL_MS = 15_000;
const PING_TIMEOUT_MS = 10_000;
/** A connection that has joined no namespace by then is closed. */
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * The one Socket.IO server of the house, on the site's own port. All its options stand here: in Nest those of the first
 * gateway would silently win for all.
 */
class LiveAdapter extends IoAdapter {
  readonly #log = new Logger('LiveAdapter');
  readonly #env: Env;
  readonly #gate: HandshakeGate;
  readonly #dispatcher: MessageDispatcher;
  readonly #metrics: LiveMetrics;

  constructor(app: INestApplication) {
    super(app);
    this.#env = app.get(Env);
    this.#gate = app.get(HandshakeGate);
    this.#dispatcher = app.get(MessageDispatcher);
    this.#metrics = app.get(LiveMetrics);
  }

  override createIOServer(_port: number, options?: Partial<ServerOptions>): Server {
    const server = new Server(this.httpServer, {
      ...options,
      transports: ['websocket'],
      allowUpgrades: false,
      cors: { origin: [this.#env.publicUrl, ...this.#env.trustedOrigins], credentials: false },
      allowRequest: this.#gate.allowRequest,
      serveClient: false,
      maxHttpBufferSize: this.#env.frameBytes,
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      connectTimeout: CONNECT_TIMEOUT_MS,
      perMessageDeflate: false,
    });
    this.#gate.observe(server);
    // Nothing lives in the root namespace, so nobody may sit there.
    admit(server.of('/') as unknown as AnyNamespace, () => Promise.reject(refuse('NOT_FOUND')));
    return server;
  }

  override bindMessageHandlers(socket: AnySocket, handlers: WsMessageHandler<string>[]): void {
    this.#dispatcher.bind(socket, handlers);
  }

  override bindClientConnect(server: AnyNamespace, callback: (socket: AnySocket) => void): void {
    broadcastOnWire(server);
    countTraffic(server, this.#metrics);
    server.on('connection', (socket) => {
      try {
        callback(socket as unknown as AnySocket);
      } catch (error) {
        this.#log.error({ msg: 'a socket could not be bound', err: error });
        socket.conn.close();
      }
    });
  }

  /** The reason is one of Socket.IO's own few. */
  override bindClientDisconnect(socket: AnySocket, callback: (reason: string) => void): void {
    socket.on('disconnect', (reason) => {
      this.#metrics.disconnects.inc({ namespace: socket.nsp.name, reason });
      callback(reason);
    });
  }
}

/** What `app.useWebSocketAdapter` is to be given before the house listens. */
export function createLiveAdapter(app: INestApplication): IoAdapter {
  return new LiveAdapter(app);
}
