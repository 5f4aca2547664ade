import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Env } from '../../platform/index.ts';
import { LiveMetrics } from '../live.metrics.ts';
import type { AnySocket } from '../live.types.ts';
import { Namespaces } from '../namespaces.ts';

/** WebSocket close code for who reads too slowly: he comes again at once and resumes from the version that he has. */
const CLOSE_SLOW_READER = 4008;
const LOOK_EVERY_MS = 250;
/** Every so many looks the queues are measured. */
const LOOKS_PER_SAMPLE = 40;
/** A reader that does not even take the close frame is dropped after this long. */
const LINGER_MS = 5_000;

/** What of Engine.IO's connection is looked at; most of it is not in its types. */
interface Connection {
  writeBuffer: { data?: string | Buffer; options?: { wsPreEncodedFrame?: Buffer | Buffer[] } }[];
  transport: { socket?: { bufferedAmount: number; close(code: number, reason: string): void; terminate(): void } };
  close(discard: boolean): void;
}

/**
 * Cuts connections behind which too much has piled up: a slow reader must cost nobody else anything. Counts the sockets
 * on its way.
 */
@Injectable()
export class SlowReaders implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(SlowReaders.name);
  /** What waited at the last look, for those for whom something did. */
  readonly #waited = new WeakMap<Connection, number>();
  #timer: NodeJS.Timeout | undefined;
  #looks = 0;

  constructor(
    private readonly namespaces: Namespaces,
    private readonly env: Env,
    private readonly metrics: LiveMetrics,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.#look(), LOOK_EVERY_MS);
    this.#timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    try {
      if (this.#looks++ % LOOKS_PER_SAMPLE === 0) this.#sample();
      let longest = 0;
      for (const namespace of this.namespaces.all()) {
        const present = { person: 0, stranger: 0 };
        for (const socket of namespace.sockets.values()) {
          present[socket.data.signedIn ? 'person' : 'stranger'] += 1;
          longest = Math.max(longest, this.#lookAt(socket as unknown as AnySocket));
        }
        for (const [auth, count] of Object.entries(present)) {
          this.metrics.connections.set({ namespace: namespace.name, auth }, count);
        }
      }
      this.metrics.longestQueue.set(longest);
    } catch (error) {
      this.#logger.error({ msg: 'slow readers could not be looked for', err: error });
    }
  }

  /** Every page has a socket on `/lots`, so each connection is measured once. */
  #sample(): void {
    for (const { conn } of this.namespaces.lots?.sockets.values() ?? []) {
      this.metrics.sendQueue.observe((conn as unknown as Connection).writeBuffer.length);
    }
  }

  /** Answers how many bytes wait for it. It is cut before, at this pace, too many would wait at the next look. */
  #lookAt(socket: AnySocket): number {
    const connection = socket.conn as unknown as Connection;
    if (connection.writeBuffer.length === 0) {
      this.#waited.delete(connection);
      return 0;
    }
    const bytes = queuedBytes(connection);
    const more = bytes - (this.#waited.get(connection) ?? 0);
    this.#waited.set(connection, bytes);
    if (bytes + Math.max(0, more) > this.env.slowReaderBytes) this.#cut(connection);
    return bytes;
  }

  #cut(connection: Connection): void {
    this.metrics.slowDisconnects.inc();
    this.#logger.warn({ msg: 'a slow reader was cut', code: CLOSE_SLOW_READER });
    const webSocket = connection.transport.socket;
    webSocket?.close(CLOSE_SLOW_READER, 'slow reader: come again and resume');
    connection.close(true);
    setTimeout(() => webSocket?.terminate(), LINGER_MS).unref();
  }
}

/** Bytes that wait for a connection: in Engine.IO's queue, and in the socket below it. */
function queuedBytes({ writeBuffer, transport }: Connection): number {
  return writeBuffer.reduce((sum, packet) => sum + packetBytes(packet), transport.socket?.bufferedAmount ?? 0);
}

function packetBytes({ data, options }: Connection['writeBuffer'][number]): number {
  const frame = options?.wsPreEncodedFrame;
  if (frame) return [frame].flat().reduce((sum, part) => sum + part.length, 0);
  return data === undefined ? 0 : Buffer.byteLength(data);
}
