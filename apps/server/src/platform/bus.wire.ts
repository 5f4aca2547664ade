import type { Database } from '@rostrum/database';
import { createClient } from 'redis';

/** What carries the bus. */
export interface BusWire {
  /** Whether there is anybody to tell, now. */
  readonly ready: boolean;
  /** Begins to listen; never throws, connects by itself when it can. */
  open(hear: (payload: string) => void): void;
  /** Rejects when it could not be sent. */
  send(payload: string): Promise<void>;
  close(): Promise<void>;
}

const CHANNEL = 'rostrum_bus';
const RECONNECT_MAX_MS = 2_000;

/** Redis pub/sub. A dead Redis is noticed, told once, and tried again for ever; nothing waits for it. */
export class RedisWire implements BusWire {
  private readonly publisher;
  private readonly subscriber;
  private told = false;

  constructor(
    url: string,
    private readonly warn: (problem: string) => void,
  ) {
    this.publisher = createClient({
      url,
      disableOfflineQueue: true,
      socket: { connectTimeout: 2_000, reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, RECONNECT_MAX_MS) },
    });
    this.subscriber = this.publisher.duplicate();
    for (const client of [this.publisher, this.subscriber]) {
      client.on('error', (error: Error) => this.trouble(error));
      client.on('ready', () => (this.told = false));
    }
  }

  get ready(): boolean {
    return this.publisher.isReady;
  }

  open(hear: (payload: string) => void): void {
    this.publisher.connect().catch((error: Error) => this.trouble(error));
    this.subscriber
      .connect()
      .then(() => this.subscriber.subscribe(CHANNEL, hear))
      .catch((error: Error) => this.trouble(error));
  }

  async send(payload: string): Promise<void> {
    await this.publisher.publish(CHANNEL, payload);
  }

  async close(): Promise<void> {
    this.told = true;
    for (const client of [this.publisher, this.subscriber]) client.destroy();
  }

  private trouble(error: Error): void {
    if (this.told) return;
    this.told = true;
    this.warn(`Redis does not answer; nodes find changes by looking every 500 ms instead: ${error.message}`);
  }
}

/** LISTEN/NOTIFY of the house's own PostgreSQL. The embedded database has one node, so nobody is told there. */
export class SignalsWire implements BusWire {
  readonly ready: boolean;
  private stop: (() => Promise<void>) | undefined;
  private closed = false;

  constructor(
    private readonly database: Pick<Database, 'kind' | 'signals'>,
    private readonly warn: (problem: string) => void,
  ) {
    this.ready = database.kind === 'postgres';
  }

  open(hear: (payload: string) => void): void {
    if (!this.ready) return;
    this.database.signals.listen(CHANNEL, hear).then(
      (stop) => (this.closed ? void stop() : (this.stop = stop)),
      (error: Error) => this.warn(`cannot listen to the other nodes: ${error.message}`),
    );
  }

  async send(payload: string): Promise<void> {
    await this.database.signals.notify(CHANNEL, payload);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.stop?.();
  }
}
