import type {
  ChatClientToServer,
  ChatServerToClient,
  LotsClientToServer,
  LotsServerToClient,
  MeClientToServer,
  MeServerToClient,
  RatesClientToServer,
  RatesServerToClient,
} from '@rostrum/contract';
import { Manager, type Socket } from 'socket.io-client';
import { backoffMs } from './backoff.ts';
import { headersNow, type ExtraHeaders } from './http.ts';
import { Listeners } from './listeners.ts';
import type { Timing } from './timing.ts';

export type LotsSocket = Socket<LotsServerToClient, LotsClientToServer>;
export type ChatSocket = Socket<ChatServerToClient, ChatClientToServer>;
export type MeSocket = Socket<MeServerToClient, MeClientToServer>;
export type RatesSocket = Socket<RatesServerToClient, RatesClientToServer>;

/** One live connection. Its namespaces share one WebSocket and the cookies that were read when it opened. */
export interface Link {
  lots: LotsSocket;
  /** The socket of `/me` on this connection, not yet connected. */
  me(auth: { since?: string }): MeSocket;
  /** The socket of `/rates` on this connection, not yet connected. */
  rates(): RatesSocket;
  /** The socket of `/chat` on this connection, not yet connected. */
  chat(): ChatSocket;
}

export interface ConnectionOptions {
  url: string;
  headers?: ExtraHeaders | undefined;
  timing: Timing;
  random: () => number;
}

/**
 * Keeps one connection to the house. Every attempt has a Manager of its own, so that nothing of an earlier connection
 * (its cookies, its buffered messages, its listeners) reaches into the next one.
 */
export class Connection {
  /** A connection stands. */
  readonly ups = new Listeners<Link>();
  /** The connection is gone. */
  readonly downs = new Listeners<void>();
  /** An attempt failed; how many in a row. */
  readonly failed = new Listeners<number>();
  readonly #options: ConnectionOptions;
  #link: Link | null = null;
  #dispose: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #wanted = false;
  /** Until this moment of local time a drained client stays away. */
  #stayAwayUntil = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** The connection, or null while there is none. */
  get link(): Link | null {
    return this.#link;
  }

  open(): void {
    this.#wanted = true;
    if (this.#dispose === null && this.#timer === undefined) this.#attempt();
  }

  close(): void {
    this.#wanted = false;
    this.#leave();
  }

  /** Leaves the connection, if any, and makes a new one at once. */
  renew(): void {
    this.#leave();
    this.#stayAwayUntil = 0;
    this.#failures = 0;
    this.open();
  }

  /** Ends a wait between attempts. */
  hurry(): void {
    if (!this.#wanted || this.#dispose !== null) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#attempt();
  }

  #leave(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#dispose?.();
    this.#dispose = null;
    if (this.#link === null) return;
    this.#link = null;
    this.downs.tell();
  }

  #attempt(): void {
    const { url, headers, timing } = this.#options;
    const manager = new Manager(url, {
      transports: ['websocket'],
      reconnection: false,
      autoConnect: false,
      timeout: timing.connectWithinMs,
      extraHeaders: headersNow(headers),
    });
    const lots = manager.socket('/lots') as LotsSocket;
    const sockets: Pick<Socket, 'removeAllListeners' | 'disconnect'>[] = [lots];
    // The handshake of the WebSocket has a limit of its own; this one also covers a server that then says nothing.
    const limit = setTimeout(() => this.#ended(), timing.connectWithinMs);
    this.#dispose = () => {
      clearTimeout(limit);
      for (const socket of sockets) {
        socket.removeAllListeners();
        socket.disconnect();
      }
      manager.removeAllListeners();
    };
    const beside = <S extends Socket>(namespace: string, auth?: object): S => {
      const socket = manager.socket(namespace, { auth: { ...auth } });
      sockets.push(socket);
      return socket as S;
    };
    lots.on('connect', () => {
      clearTimeout(limit);
      this.#failures = 0;
      this.#link = {
        lots,
        me: (auth) => beside<MeSocket>('/me', auth),
        rates: () => beside<RatesSocket>('/rates'),
        chat: () => beside<ChatSocket>('/chat'),
      };
      this.ups.tell(this.#link);
    });
    lots.on('connect_error', () => this.#ended());
    lots.on('disconnect', () => this.#ended());
    lots.on('draining', ({ spreadMs }) => this.#drain(spreadMs));
    lots.connect();
  }

  #drain(spreadMs: number): void {
    if (this.#stayAwayUntil > Date.now()) return;
    const wait = this.#options.random() * spreadMs;
    this.#stayAwayUntil = Date.now() + wait;
    clearTimeout(this.#timer);
    // The old connection serves until the node closes it or our moment has come.
    this.#timer = setTimeout(() => this.renew(), wait);
  }

  #ended(): void {
    const wasUp = this.#link !== null;
    this.#leave();
    if (!this.#wanted) return;
    const drained = this.#stayAwayUntil - Date.now();
    const wait = drained > 0 ? drained : backoffMs(this.#failures, this.#options.timing, this.#options.random);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#attempt();
    }, wait);
    if (wasUp) return;
    this.#failures += 1;
    this.failed.tell(this.#failures);
  }
}
