import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A source of rates as Kraken's ticker (WebSocket, v2) speaks, on loopback. */
export interface LocalKraken {
  url: string;
  /** Quotes what one euro buys; also to everybody who comes later. */
  quote(rates: Record<string, number>): void;
  /** It is gone: connections end, and new ones are not taken. */
  die(): void;
  /** It is back at the same address. */
  rise(): Promise<void>;
  close(): void;
}

const HEARTBEAT_MS = 1_000;
const OF_A_HANDSHAKE = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const CLOSE = 0x8;

/** A text frame of a server: never masked. */
function textFrame(text: string): Buffer {
  const body = Buffer.from(text);
  const head = body.length < 126 ? [0x81, body.length] : [0x81, 126, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from(head), body]);
}

/** Starts it. */
export async function startKraken(rates: Record<string, number>): Promise<LocalKraken> {
  const sockets = new Set<Socket>();
  const server = createServer();
  const say = (frame: unknown, to: Iterable<Socket> = sockets): void => {
    for (const socket of to) socket.write(textFrame(JSON.stringify(frame)));
  };
  const ticker = (type: 'snapshot' | 'update', some: Record<string, number>) => ({
    channel: 'ticker',
    type,
    data: Object.entries(some).map(([currency, rate]) => ({ symbol: `EUR/${currency}`, bid: rate, ask: rate })),
  });
  server.on('upgrade', ({ headers }, stream) => {
    const socket = stream as Socket;
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${OF_A_HANDSHAKE}`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (data) => {
      if (((data[0] ?? 0) & 0xf) === CLOSE) return socket.end();
      // The one thing that is ever said to it is a subscription.
      for (const currency of Object.keys(rates)) {
        say({ method: 'subscribe', success: true, result: { symbol: `EUR/${currency}` } }, [socket]);
      }
      say(ticker('snapshot', rates), [socket]);
      sockets.add(socket);
    });
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const beating = setInterval(() => say({ channel: 'heartbeat' }), HEARTBEAT_MS);
  const die = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `ws://127.0.0.1:${port}`,
    quote(some) {
      Object.assign(rates, some);
      say(ticker('update', some));
    },
    die,
    rise: () => listen(port),
    close() {
      clearInterval(beating);
      die();
    },
  };
}
