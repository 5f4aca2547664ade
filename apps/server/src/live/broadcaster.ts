import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { LotRelay, type LotChanged } from '../bidding/index.ts';
import { ActivityTicker } from './activity-ticker.ts';
import { AuctionLots } from './auction-lots.ts';
import { LotFrames } from './lot-frames.ts';
import { PriceTicker } from './price-ticker.ts';

/** Takes every change of a lot to what is sent of it in public. */
@Injectable()
export class Broadcaster implements OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger(Broadcaster.name);
  #stop: () => void = () => undefined;

  constructor(
    private readonly relay: LotRelay,
    private readonly frames: LotFrames,
    private readonly prices: PriceTicker,
    private readonly activity: ActivityTicker,
    private readonly auctionLots: AuctionLots,
  ) {}

  onModuleInit(): void {
    this.#stop = this.relay.onChange((change) => this.#hear(change));
  }

  onApplicationShutdown(): void {
    this.#stop();
    for (const sender of [this.frames, this.prices, this.activity]) sender.stop();
  }

  /** One that fails keeps nothing from the others, and nothing from who committed the change. */
  #hear(change: LotChanged): void {
    if (isHidden(change)) return;
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
