import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../platform/index.ts';
import { Pictures } from './pictures.ts';

/** A removal can be taken back for this long, in ms. */
const KEPT_MS = 24 * 3_600_000;
const SWEEP_EVERY_MS = 3_600_000;

/** Deletes the files of pictures that no lot shows any more, at every start and then every hour. */
@Injectable()
export class PicturesSweeper implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('pictures');
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly pictures: Pictures,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    void this.sweep();
    this.timer = setInterval(() => void this.sweep(), SWEEP_EVERY_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
  }

  /** Sweeps now; never throws. */
  sweep(): Promise<void> {
    this.sweeping = this.sweeping
      .then(() => this.pictures.sweep(this.clock.now() - KEPT_MS))
      .then((swept) => void (swept > 0 && this.logger.log(`${swept} unused pictures were deleted`)))
      .catch((error: unknown) => this.logger.warn(`unused pictures could not be deleted: ${String(error)}`));
    return this.sweeping;
  }
}
