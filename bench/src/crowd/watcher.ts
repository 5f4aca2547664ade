import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { FrameScanner, textFrame } from './frames.ts';

/** Enough of a frame to know its kind and its first version. */
const LOOK_BYTES = 240;

/** Where to connect, and what to say there. */
export interface Approach {
  port: number;
  /** Path and query of the upgrade. */
  path: string;
  cookie?: string;
  /** What is sent first, then what is sent once a frame came that begins with `welcome`. */
  hello: string | null;
  welcome: string | null;
  watch: string | null;
  /** The frame that begins so says that the watcher is in. Null: it is in as soon as `watch` was sent. */
  watching: string | null;
}

/** How everybody enters `/lots` of a Socket.IO server. */
export const SOCKET_IO = {
  path: '/socket.io/?EIO=4&transport=websocket',
  hello: '40/lots,',
  welcome: '40/lots,{',
} as const;

/** A WebSocket connection on a bare TCP socket, so that no client library stands between the server and the clock. */
export class Watcher {
  readonly #socket: Socket;
  readonly #scanner: FrameScanner;
  readonly #approach: Approach;
  readonly #ready: PromiseWithResolvers<this> = Promise.withResolvers();
  /** Hears the frame that says that it is in (of others than readers its beginning), before any other. */
  entered: (answer: string) => void = () => undefined;
  /** Hears every text frame after the watcher is in: its beginning (of a reader, all of it) and its length. */
  heard: (start: Buffer, length: number) => void = () => undefined;
  open = true;
  #isIn = false;
  /** Frames that overtook the answer to `watch`: whoever joins is sent what happens from then on. */
  readonly #early: [start: Buffer, length: number][] = [];

  /** A `reader` keeps whole frames. */
  constructor(approach: Approach, reader: boolean) {
    this.#approach = approach;
    this.#scanner = new FrameScanner(reader ? Infinity : LOOK_BYTES, {
      text: (start, length) => this.#text(start, length),
      pinged: (answer) => this.#socket.write(answer),
      closed: () => this.#socket.end(),
    });
    this.#socket = connect({ port: approach.port, host: 'localhost', noDelay: true });
    this.#socket.once('connect', () => this.#socket.write(upgradeOf(approach)));
    this.#socket.once('data', (data) => this.#upgraded(data));
    this.#socket.on('error', () => undefined);
    this.#socket.once('close', () => {
      this.open = false;
      this.#ready.reject(new Error('the connection ended before it watched'));
    });
  }

  /** Resolves when it watches; rejects where it is refused. */
  get ready(): Promise<this> {
    return this.#ready.promise;
  }

  get bytes(): number {
    return this.#scanner.bytes;
  }

  send(text: string): void {
    this.#socket.write(textFrame(text));
  }

  onClose(hear: () => void): void {
    this.#socket.once('close', hear);
  }

  close(): void {
    this.#socket.destroy();
  }

  #upgraded(data: Buffer): void {
    const end = data.indexOf('\r\n\r\n');
    if (!data.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101')) || end < 0) return void this.#socket.destroy();
    this.#socket.on('data', (more) => this.#scanner.take(more));
    const { hello } = this.#approach;
    if (hello !== null) this.send(hello);
    if (this.#approach.welcome === null) this.#enter();
    if (data.length > end + 4) this.#scanner.take(data.subarray(end + 4));
  }

  #text(start: Buffer, length: number): void {
    // Engine.IO's ping; its answer keeps the connection.
    if (length === 1 && start[0] === 0x32) return this.send('3');
    if (this.#isIn) return this.heard(start, length);
    const { welcome, watching } = this.#approach;
    if (watching !== null && beginsWith(start, watching)) this.#in(start);
    else if (welcome !== null && beginsWith(start, welcome)) this.#enter();
    else this.#early.push([Buffer.from(start), length]);
  }

  #enter(): void {
    const { watch, watching } = this.#approach;
    if (watch !== null) this.send(watch);
    if (watching === null) this.#in(Buffer.alloc(0));
  }

  #in(answer: Buffer): void {
    this.#isIn = true;
    this.entered(answer.toString());
    this.#ready.resolve(this);
    for (const [start, length] of this.#early.splice(0)) this.heard(start, length);
  }
}

function beginsWith(bytes: Buffer, text: string): boolean {
  return bytes.length >= text.length && bytes.toString('latin1', 0, text.length) === text;
}

function upgradeOf({ port, path, cookie }: Approach): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: localhost:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    `Origin: http://localhost:${port}`,
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
    '\r\n',
  ].join('\r\n');
}
