import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { People, type Revocation } from '@rostrum/database';
import { Bus } from '../platform/index.ts';

const POLL_MS = 500;

/**
 * Sessions that ended or changed, on any node: read from their numbered table every 500 ms, so each node learns within a
 * second even where the bus is dead; the bus only makes it faster.
 */
@Injectable()
export class Revocations implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('revocations');
  private readonly hearers = new Set<(revocation: Revocation) => void>();
  private last: string | null = null;
  private reading: Promise<void> | null = null;
  private again = false;
  private failing = false;
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;

  constructor(
    private readonly people: People,
    private readonly bus: Bus,
  ) {}

  /** Hears every revocation from now on, each once; returns how to stop. */
  listen(hear: (revocation: Revocation) => void): () => void {
    this.hearers.add(hear);
    return () => this.hearers.delete(hear);
  }

  /** Something was revoked here: looks now, and asks the other nodes to look. */
  wake(): void {
    this.bus.publish({ kind: 'revocations' });
    void this.read();
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.read();
    this.unsubscribe = this.bus.subscribe((message) => void (message.kind === 'revocations' && this.read()));
    this.timer = setInterval(() => void this.read(), POLL_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.unsubscribe?.();
    await this.reading;
  }

  /** One read at a time; a wish that comes meanwhile makes one more. */
  private read(): Promise<void> {
    this.again = this.reading !== null;
    this.reading ??= this.readAll().finally(() => (this.reading = null));
    return this.reading;
  }

  private async readAll(): Promise<void> {
    do {
      this.again = false;
      try {
        const known = this.last;
        const { last, items } = await this.people.revocationsSince(known);
        this.last = last;
        this.failing = false;
        if (known !== null) items.forEach((item) => this.tell(item));
      } catch (error) {
        if (!this.failing) this.logger.warn('revocations cannot be read', { reason: String(error) });
        this.failing = true;
      }
    } while (this.again);
  }

  private tell(revocation: Revocation): void {
    for (const hear of this.hearers) {
      try {
        hear(revocation);
      } catch (error) {
        this.logger.error(error);
      }
    }
  }
}
