import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushPayload, PushTarget } from '@rostrum/contract';
import type { PushReach } from './push.reach.ts';

/** A push as it came in. */
export interface ReceivedPush {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A push service (RFC 8030) on a port of its own. */
export class PushService {
  readonly received: ReceivedPush[] = [];
  /** What it answers; it may keep who asks waiting. */
  answer: (path: string) => number | Promise<number> = () => 201;
  #server: Server | null = null;
  #port = 0;

  async open(): Promise<this> {
    this.#server = createServer((asked, reply) => {
      const chunks: Buffer[] = [];
      asked.on('data', (chunk: Buffer) => chunks.push(chunk));
      asked.on('end', () => {
        const path = asked.url ?? '';
        this.received.push({ path, headers: asked.headers, body: Buffer.concat(chunks) });
        void Promise.resolve(this.answer(path)).then((status) => reply.writeHead(status, { location: '/m/1' }).end());
      });
    }).listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
    return this;
  }

  async close(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }

  /** A browser that takes pushes here. */
  browser(name: string): TestBrowser {
    return new TestBrowser(`https://push.example.org/${name}`);
  }

  for(name: string): ReceivedPush[] {
    return this.received.filter(({ path }) => path === `/${name}`);
  }

  /**
   * Lets a house of a test reach this service under the name of `push.example.org`. There is no other way: no variable
   * and no option of the house opens its way to addresses that are not public.
   */
  answersFor(reach: PushReach): void {
    const permits = (endpoint: string): boolean => endpoint.startsWith('https://push.example.org/');
    const send: PushReach['send'] = async ({ endpoint, headers, body }) => {
      const { pathname: path } = new URL(endpoint);
      const sent = request({ host: '127.0.0.1', port: this.#port, path, method: 'POST', headers });
      sent.end(body);
      const [response] = (await once(sent, 'response')) as [IncomingMessage];
      response.resume();
      return { status: response.statusCode ?? 0, retryAfter: null };
    };
    Object.assign(reach, { permits, send });
  }
}

/** The keys of one browser, and what it makes of what it is sent. */
export class TestBrowser {
  readonly #curve = createECDH('prime256v1');
  readonly #auth = randomBytes(16);
  readonly target: PushTarget;

  constructor(endpoint: string) {
    const p256dh = this.#curve.generateKeys().toString('base64url');
    this.target = { endpoint, keys: { p256dh, auth: this.#auth.toString('base64url') } };
  }

  /** Decrypts a push as RFC 8291 and RFC 8188 say; throws where it was not written for this browser. */
  read({ body }: Pick<ReceivedPush, 'body'>): PushPayload {
    const salt = body.subarray(0, 16);
    const keyLength = body.readUInt8(20);
    const serverKey = body.subarray(21, 21 + keyLength);
    const sealed = body.subarray(21 + keyLength);
    const own = this.#curve.getPublicKey();
    const info = Buffer.concat([Buffer.from('WebPush: info\0'), own, serverKey]);
    const secret = derive(this.#auth, this.#curve.computeSecret(serverKey), info, 32);
    const key = derive(salt, secret, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
    const nonce = derive(salt, secret, Buffer.from('Content-Encoding: nonce\0'), 12);
    const decipher = createDecipheriv('aes-128-gcm', key, nonce);
    decipher.setAuthTag(sealed.subarray(-16));
    const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    // A last record ends with the byte 2 and zeros.
    const end = padded.lastIndexOf(2);
    return JSON.parse(padded.subarray(0, end).toString()) as PushPayload;
  }
}

/** HKDF with one block (RFC 5869). */
function derive(salt: Buffer, secret: Buffer, info: Buffer, length: number): Buffer {
  const key = createHmac('sha256', salt).update(secret).digest();
  return createHmac('sha256', key)
    .update(info)
    .update(Buffer.from([1]))
    .digest()
    .subarray(0, length);
}

/** What a push says of who sends it (RFC 8292); throws where it was not signed with that public key. */
export function vapidClaims({ headers }: Pick<ReceivedPush, 'headers'>, publicKey: string): Record<string, unknown> {
  const [, token, key] = /^vapid t=([^,]+), k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  if (token === undefined || key !== publicKey) throw new Error('signed by somebody else');
  const [head, claims, signature] = token.split('.') as [string, string, string];
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const jwk = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x!, y: y! } });
  const right = verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key: jwk, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!right) throw new Error('the signature is wrong');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
}
