import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves one file as a web server does, with an ETag and a date; or something else for once. */
export class FileServer {
  file = '';
  lastModified = 'Mon, 13 Apr 2026 14:00:00 GMT';
  /** Answers instead, while there are some. */
  readonly instead: Answer[] = [];
  /** What was asked for: the headers of each request. */
  readonly asked: IncomingMessage['headers'][] = [];
  readonly #server = createServer((request, response) => {
    this.asked.push(request.headers);
    (this.instead.shift() ?? ((...args) => this.#serve(...args)))(request, response);
  });
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}/rates`;
  }

  /** On the port that it had before, if any. */
  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const etag = `"${createHash('sha1').update(this.file).digest('hex')}"`;
    const headers = { etag, 'last-modified': this.lastModified };
    if (request.headers['if-none-match'] === etag) response.writeHead(304, headers).end();
    else response.writeHead(200, { ...headers, 'content-type': 'text/xml' }).end(this.file);
  }
}
