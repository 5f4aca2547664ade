import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Notices } from '@rostrum/database';
import { Clock, Round } from '../platform/index.ts';
import { NoticeTail } from './notice.tail.ts';

/** Nobody minds some seconds with a sale that opens in days. */
const EVERY_MS = 10_000;

/** Tells who asked for it that there is a new auction, once in its life. */
@Injectable()
export class NewAuctions implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(NewAuctions.name);
  readonly #round = new Round(
    () => this.#tell(),
    (error) => this.#logger.warn({ msg: 'nobody was told of a new auction', err: error }),
    EVERY_MS,
  );

  constructor(
    private readonly notices: Notices,
    private readonly tail: NoticeTail,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#round.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#round.stop();
  }

  async #tell(): Promise<boolean> {
    const { auctions, notices } = await this.notices.tellOfAuctions(this.clock.now());
    this.tail.written(notices);
    return auctions > 0;
  }
}
