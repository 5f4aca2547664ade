import { Injectable } from '@nestjs/common';
import { Metrics } from '../platform/index.ts';

const ACK_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const BATCH_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** What is measured of bidding. No label ever names a lot or a person. */
@Injectable()
export class BiddingMetrics {
  private readonly bids;
  private readonly late;
  private readonly ack;
  private readonly batch;
  private readonly waiting;
  private readonly ahead;
  private readonly reads;

  constructor(metrics: Metrics) {
    this.bids = metrics.counter('bids_total', 'Bids answered, by outcome or code', ['result']);
    this.late = metrics.counter(
      'bids_late_by_house_total',
      'Bids in time that were decided after the hammer; must be 0',
    );
    this.ack = metrics.histogram('bid_ack_seconds', 'From receiving a bid to its answer', [], ACK_SECONDS);
    this.batch = metrics.histogram('lot_batch_commands', 'Commands in one transaction', [], BATCH_SIZES);
    this.waiting = metrics.gauge('lot_queue_commands', 'Commands that wait for their transaction, over all lots');
    this.ahead = metrics.counter('lot_clients_ahead_total', 'Resumes from a version that the ledger does not have');
    this.reads = metrics.counter('lot_history_reads_total', 'Reads of public events that a lot’s ring did not hold');
  }

  /** `result` is the receipt's outcome or the error's code. */
  answered(result: string, tookMs: number): void {
    this.bids.inc({ result });
    this.ack.observe(Math.max(0, tookMs) / 1_000);
  }

  lateByHouse(): void {
    this.late.inc();
  }

  batchOf(size: number): void {
    this.batch.observe(size);
  }

  depth(commands: number): void {
    this.waiting.set(commands);
  }

  clientAhead(): void {
    this.ahead.inc();
  }

  historyRead(): void {
    this.reads.inc();
  }
}
