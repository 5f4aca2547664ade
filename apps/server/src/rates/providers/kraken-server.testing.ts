import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';

interface Wish {
  method: string;
  params: { channel: string; symbol: string[] };
}

/** Kraken's WebSocket (v2) in miniature: status, answers, snapshot, heartbeats, in its own wire form. */
export class KrakenServer {
  heartbeatMs = 20;
  /** Symbols that it does not know. */
  readonly unknown = new Set<string>();
  readonly wishes: Wish[] = [];
  /** How many connections were made. */
  connections = 0;
  readonly #prices = new Map<string, [bid: string, ask: string]>([['EUR/USD', ['1.16800', '1.16880']]]);
  #server: WebSocketServer | null = null;
  #timer: NodeJS.Timeout | undefined;
  #port = 0;

  get url(): string {
    return `ws://127.0.0.1:${this.#port}`;
  }

  /** On the port that it had before, if any. */
  async open(): Promise<this> {
    const server = new WebSocketServer({ port: this.#port, host: '127.0.0.1' });
    this.#server = server;
    server.on('connection', (socket) => this.#serve(socket));
    await new Promise((resolve) => server.once('listening', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#beat();
    return this;
  }

  /** Cuts every connection and takes no more. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    for (const socket of this.#server?.clients ?? []) socket.terminate();
    await new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(undefined)));
    this.#server = null;
  }

  /** A price moves. Prices are written as JSON numbers with their noughts, as it writes them. */
  move(symbol: string, bid: string, ask: string): void {
    this.#prices.set(symbol, [bid, ask]);
    this.say(tickerFrame('update', symbol, bid, ask));
  }

  /** Says anything, to everybody. */
  say(frame: string | Buffer): void {
    for (const socket of this.#server?.clients ?? []) socket.send(frame);
  }

  #serve(socket: WebSocket): void {
    this.connections += 1;
    socket.send(
      '{"channel":"status","type":"update","data":[{"version":"2.0.10","system":"online","api_version":"v2"}]}',
    );
    socket.on('message', (data) => {
      const wish = JSON.parse(String(data)) as Wish;
      this.wishes.push(wish);
      for (const symbol of wish.params.symbol) this.#answer(socket, symbol);
    });
  }

  #answer(socket: WebSocket, symbol: string): void {
    const [bid, ask] = this.#prices.get(symbol) ?? [];
    if (this.unknown.has(symbol)) {
      const error = `Currency pair not supported ${symbol}`;
      socket.send(JSON.stringify({ error, method: 'subscribe', success: false, symbol }));
      return;
    }
    const result = { channel: 'ticker', event_trigger: 'bbo', snapshot: true, symbol };
    socket.send(JSON.stringify({ method: 'subscribe', result, success: true }));
    if (bid !== undefined && ask !== undefined) socket.send(tickerFrame('snapshot', symbol, bid, ask));
  }

  #beat(): void {
    this.#timer = setTimeout(() => {
      this.say('{"channel":"heartbeat"}');
      this.#beat();
    }, this.heartbeatMs);
  }
}

function tickerFrame(type: string, symbol: string, bid: string, ask: string): string {
  return `{"channel":"ticker","type":"${type}","data":[{"symbol":"${symbol}","bid":${bid},"bid_qty":12.50000000,"ask":${ask},"ask_qty":1.00000000,"last":${bid},"volume":1.0,"vwap":${bid},"low":${bid},"high":${ask},"change":0.0,"change_pct":0.00}]}`;
}
