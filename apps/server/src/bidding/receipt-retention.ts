import { Injectable, Logger } from '@nestjs/common';
import { Ledger } from '@rostrum/database';
import { Clock } from '../platform/index.ts';

/** Answers can be asked for again for this long, in ms. */
const KEPT_MS = 30 * 24 * 3_600_000;
const LOOK_EVERY_MS = 3_600_000;

/** Forgets the answers of commands that nobody can be waiting for any more. */
@Injectable()
export class ReceiptRetention {
  private readonly log = new Logger('ReceiptRetention');
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.forget(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Never throws. */
  async forget(): Promise<void> {
    try {
      await this.ledger.forgetCommands(this.clock.now() - KEPT_MS);
    } catch (error) {
      this.log.warn(`old receipts could not be forgotten: ${String(error)}`);
    }
  }
}
