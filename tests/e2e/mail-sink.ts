import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A mail as it came in. */
export interface SunkMail {
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** An SMTP server that takes everything, each mail after a moment, and keeps it. It outlives the houses that write to it. */
export class MailSink {
  readonly mails: SunkMail[] = [];
  readonly #server: Server;
  readonly #takesMs: number;

  constructor(takesMs: number) {
    this.#takesMs = takesMs;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  async open(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
  }

  #serve(socket: Socket): void {
    let heard = '';
    let to = '';
    let data = false;
    socket.on('error', () => undefined);
    socket.write('220 sink\r\n');
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1');
      for (;;) {
        const end = heard.indexOf(data ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const piece = heard.slice(0, end);
        heard = heard.slice(end + (data ? 5 : 2));
        if (data) {
          data = false;
          // Kept before it is acknowledged: whoever dies in between sends it again.
          this.mails.push(mailOf(piece, to));
          setTimeout(() => socket.write('250 taken\r\n'), this.#takesMs);
        } else if (/^RCPT/i.test(piece)) {
          to = /<([^>]*)>/.exec(piece)?.[1] ?? '';
          socket.write('250 ok\r\n');
        } else if (/^DATA/i.test(piece)) {
          data = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(piece)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
  }
}

function mailOf(raw: string, to: string): SunkMail {
  const field = (name: string): string => new RegExp(`^${name}: (.*)$`, 'im').exec(raw)?.[1]?.trim() ?? '';
  const text = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=');
  return { id: field('Message-ID'), to, subject: field('Subject'), text };
}
