import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { Metrics } from '../platform/index.ts';

/** How the provider of rates does, as the node sees it that asks. */
@Injectable()
export class RatesMetrics {
  /** `result`: `quotes`, `unchanged`, or what went wrong. */
  readonly answers: Counter<string>;

  constructor(metrics: Metrics) {
    this.answers = metrics.counter('auction_rates_answers_total', 'What providers of currency rates said.', [
      'provider',
      'result',
    ]);
  }
}
