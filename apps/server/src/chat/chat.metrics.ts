import { Injectable } from '@nestjs/common';
import { Metrics } from '../platform/index.ts';

/** What is measured of talk. No label ever names a room or a person. */
@Injectable()
export class ChatMetrics {
  private readonly events;

  constructor(metrics: Metrics) {
    this.events = metrics.counter('chat_events_total', 'What happened in rooms through this node', ['type']);
  }

  committed(type: string): void {
    this.events.inc({ type });
  }
}
