import type { Database } from '@rostrum/database';
import { BUS_CHANNEL, type BusWire } from './bus.wire.ts';

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
    this.database.signals.listen(BUS_CHANNEL, hear).then(
      (stop) => (this.closed ? void stop() : (this.stop = stop)),
      (error: Error) => this.warn(`cannot listen to the other nodes: ${error.message}`),
    );
  }

  async send(payload: string): Promise<void> {
    await this.database.signals.notify(BUS_CHANNEL, payload);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.stop?.();
  }
}
