import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { LotRelay, type LotChanged } from '../../bidding/index.ts';
import { AuctionLots } from '../watching/auction-lots.ts';
import { ActivityTicker } from './activity-ticker.ts';
import { LotFrames } from './lot-frames.ts';
import { PriceTicker } from './price-ticker.ts';

/**
 * Takes every change of a lot to what is sent of it in public: behind all that the same turn of the event loop has begun,
 * so that a bidder's answer does not wait until a thousand watchers were written to.
 */
@Injectable()
export class Broadcaster implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger(Broadcaster.name);
  #stop: () => void = () => undefined;
  #waiting: LotChanged[] = [];

  constructor(
    private readonly relay: LotRelay,
    private readonly frames: LotFrames,
    private readonly prices: PriceTicker,
    private readonly activity: ActivityTicker,
    private readonly auctionLots: AuctionLots,
  ) {}

  onModuleInit(): void {
    this.#stop = this.relay.onChange((change) => this.#wait(change));
  }

  onApplicationShutdown(): void {
    this.#stop();
    this.#waiting = [];
    for (const sender of [this.frames, this.prices, this.activity]) sender.stop();
  }

  /** Takes what waits on its way now. */
  flush(): void {
    const changes = this.#waiting;
    this.#waiting = [];
    for (const change of changes) this.#hear(change);
  }

  #wait(change: LotChanged): void {
    if (isHidden(change)) return;
    if (this.#waiting.push(change) === 1) setImmediate(() => this.flush());
  }

  /** One that fails keeps nothing from the others, and nothing from who committed the change. */
  #hear(change: LotChanged): void {
    for (const hearer of [this.auctionLots, this.frames, this.prices, this.activity]) {
      try {
        hearer.hear(change);
      } catch (error) {
        this.#logger.error({ msg: 'a change could not be sent', err: error });
      }
    }
  }
}

/** Nothing that the public may notice: not even a frame's time may tell of it. */
function isHidden({ events, publicEvents }: LotChanged): boolean {
  return events.length > 0 && publicEvents.length === 0;
}
