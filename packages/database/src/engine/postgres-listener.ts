import { EventEmitter } from 'node:events';
import { Mutex } from './mutex.ts';
import { Client } from './pg.ts';
import type { ClientConfig } from './pg.ts';

const RETRY_MS_MIN = 250;
const RETRY_MS_MAX = 5_000;

/** LISTEN on a connection of its own, which is made again whenever it is lost. */
export class PostgresListener {
  readonly #config: ClientConfig;
  readonly #channels = new EventEmitter().setMaxListeners(0);
  readonly #steps = new Mutex();
  #client: Client | null = null;
  #retry: NodeJS.Timeout | null = null;
  #retryMs = RETRY_MS_MIN;
  #closed = false;

  constructor(config: ClientConfig) {
    this.#config = config;
  }

  /** Returns when the server listens, or after the first attempt that failed; then it is tried again later. */
  async listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>> {
    if (!/^[a-z_]{1,60}$/.test(channel)) throw new TypeError('a channel is named by lower case letters');
    this.#channels.on(`:${channel}`, hear);
    await this.#connect();
    return async () => void this.#channels.off(`:${channel}`, hear);
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#retry) clearTimeout(this.#retry);
    await this.#steps.run(async () => {
      await this.#client?.end();
    });
  }

  /** LISTEN twice is LISTEN once, so all channels are named again each time. */
  async #connect(): Promise<void> {
    await this.#steps.run(async () => {
      if (this.#closed) return;
      const client = this.#client ?? this.#newClient();
      try {
        if (client !== this.#client) await client.connect();
        for (const name of this.#channels.eventNames()) await client.query(`LISTEN ${String(name).slice(1)}`);
        this.#client = client;
        this.#retryMs = RETRY_MS_MIN;
      } catch {
        client.end().catch(() => undefined);
        this.#lost(client);
      }
    });
  }

  #newClient(): Client {
    const client = new Client(this.#config);
    client.on('notification', (message: { channel: string; payload?: string }) => {
      this.#channels.emit(`:${message.channel}`, message.payload ?? '');
    });
    client.on('error', () => this.#lost(client));
    client.on('end', () => {
      if (client === this.#client) this.#lost(client);
    });
    return client;
  }

  #lost(client: Client): void {
    if (client === this.#client) this.#client = null;
    if (this.#closed || this.#retry) return;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      void this.#connect();
    }, this.#retryMs);
    this.#retry.unref();
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MS_MAX);
  }
}
