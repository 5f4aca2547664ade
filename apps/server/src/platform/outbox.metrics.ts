import { Injectable } from '@nestjs/common';
import { HouseStore } from '@rostrum/database';
import type { Gauge } from 'prom-client';
import { Clock } from './clock.ts';
import { Metrics } from './metrics.ts';

/** How much waits to go out, and since when. The whole house's numbers, whichever node is asked. */
@Injectable()
export class OutboxMetrics {
  private readonly unsent: Gauge<string>;
  private readonly lag: Gauge<string>;

  constructor(
    metrics: Metrics,
    private readonly house: HouseStore,
    private readonly clock: Clock,
  ) {
    this.unsent = metrics.gauge('outbox_unsent', 'Mails and pushes that wait, over the whole house.', ['channel']);
    this.lag = metrics.gauge('outbox_lag_seconds', 'Since when the first of them should have gone.', ['channel']);
  }

  /** Looks now; what cannot be read keeps its last number. */
  async measure(): Promise<void> {
    const depths = await this.house.outboxes().catch(() => []);
    for (const { channel, count, dueAt } of depths) {
      this.unsent.set({ channel }, count);
      this.lag.set({ channel }, dueAt === null ? 0 : Math.max(0, this.clock.now() - dueAt) / 1_000);
    }
  }
}
