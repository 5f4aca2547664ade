import { WebSocket } from 'ws';

/** How a line is opened. `origin` is the house's own; `auth` is what Socket.IO calls so. */
export interface LineOptions {
  url: string;
  namespace: string;
  cookie?: string;
  auth?: Record<string, unknown>;
}

/**
 * A Socket.IO connection to one namespace with as little work per message as can be: a load generator shares the machine
 * with what it loads. Speaks only text packets over WebSocket and never reconnects.
 */
export class Line {
  /** Hears each event packet as it came (`["name",{…}]`), unparsed. */
  heard: (packet: string) => void = () => undefined;
  /** Bytes of all messages that came. */
  bytes = 0;
  readonly #socket: WebSocket;
  readonly #prefix: string;
  readonly #waiting = new Map<number, (answer: unknown) => void>();
  #asked = 0;

  private constructor(socket: WebSocket, namespace: string) {
    this.#socket = socket;
    this.#prefix = `${namespace},`;
  }

  /** A line that has joined its namespace. Rejects where it was refused. */
  static open({ url, namespace, cookie, auth }: LineOptions): Promise<Line> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      origin: url,
      headers: cookie ? { cookie } : {},
      perMessageDeflate: false,
      skipUTF8Validation: true,
    });
    const line = new Line(socket, namespace);
    return new Promise((resolve, reject) => {
      socket.on('error', reject);
      socket.on('close', (code) => reject(new Error(`the line was closed: ${code}`)));
      socket.on('message', (data: Buffer) => {
        line.bytes += data.length;
        if (data[0] === 0x30) socket.send(`40${namespace},${JSON.stringify(auth ?? {})}`);
        else if (data[0] === 0x32) socket.send('3');
        else if (data[1] === 0x30) resolve(line);
        else if (data[1] === 0x34) reject(new Error(`refused: ${data.toString()}`));
        else line.#take(data);
      });
    });
  }

  /** Sends an event and waits for its acknowledgement. */
  ask<T>(event: string, body: unknown): Promise<T> {
    const id = this.#asked++;
    this.#socket.send(`42${this.#prefix}${id}${JSON.stringify([event, body])}`);
    return new Promise((resolve) => this.#waiting.set(id, resolve as (answer: unknown) => void));
  }

  close(): void {
    this.#socket.terminate();
  }

  #take(data: Buffer): void {
    const body = 2 + this.#prefix.length;
    if (data[1] === 0x32) return this.heard(data.toString('utf8', body));
    if (data[1] !== 0x33) return;
    const bracket = data.indexOf(0x5b, body);
    const id = Number(data.toString('latin1', body, bracket));
    const [answer] = JSON.parse(data.toString('utf8', bracket)) as [unknown];
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }
}
