import { createClient } from 'redis';
import { BUS_CHANNEL, type BusWire } from './bus.wire.ts';

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
      .then(() => this.subscriber.subscribe(BUS_CHANNEL, hear))
      .catch((error: Error) => this.trouble(error));
  }

  async send(payload: string): Promise<void> {
    await this.publisher.publish(BUS_CHANNEL, payload);
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
