import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** What a handshake may carry. */
interface Handshake {
  port: number;
  /** As they are written, before and after the colon. */
  headers?: readonly (readonly [string, string])[];
  transport?: string;
}

/** Opens a WebSocket by hand. Answers the status of the answer, and the socket where it is 101. */
export function shakeHands({ port, headers = [], transport = 'websocket' }: Handshake): Promise<[number, Socket]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, 'localhost');
    socket.setNoDelay(true);
    const lines = [
      `GET /socket.io/?EIO=4&transport=${transport} HTTP/1.1`,
      `Host: localhost:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
    ];
    socket.once('connect', () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    socket.once('data', (data) => resolve([Number(data.toString('latin1').split(' ')[1]), socket]));
    socket.on('error', reject);
    socket.once('close', () => reject(new Error('closed without an answer')));
  });
}

/** The parts of a frame that a client decides. */
export interface RawFrame {
  opcode: number;
  payload: Buffer;
  final?: boolean;
  /** A client must mask what it sends. */
  masked?: boolean;
  /** The three reserved bits. */
  reserved?: number;
  /** What the header says of the length, where it lies. */
  saidLength?: bigint;
}

/** A WebSocket frame as bytes. */
export function rawFrame(frame: RawFrame): Buffer {
  const { opcode, payload, final = true, masked = true, reserved = 0, saidLength } = frame;
  const length = saidLength ?? BigInt(payload.length);
  const first = (final ? 0x80 : 0) | ((reserved & 7) << 4) | (opcode & 15);
  const mask = masked ? 0x80 : 0;
  const key = randomBytes(masked ? 4 : 0);
  const body = masked ? payload.map((byte, index) => byte ^ key[index % 4]!) : payload;
  return Buffer.concat([lengthHeader(first, mask, length), key, body]);
}

function lengthHeader(first: number, mask: number, length: bigint): Buffer {
  if (length < 126n) return Buffer.from([first, mask | Number(length)]);
  if (length < 65_536n) {
    const header = Buffer.from([first, mask | 126, 0, 0]);
    header.writeUInt16BE(Number(length), 2);
    return header;
  }
  const header = Buffer.alloc(10);
  header.set([first, mask | 127]);
  header.writeBigUInt64BE(length, 2);
  return header;
}
