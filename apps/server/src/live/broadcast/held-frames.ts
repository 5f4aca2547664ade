import { Injectable } from '@nestjs/common';
import { Broadcaster } from './broadcaster.ts';
import { LotFrames } from './lot-frames.ts';
import { PriceTicker } from './price-ticker.ts';

/** Frames that wait for more to come. A head must not tell of an event before its frame did. */
@Injectable()
export class HeldFrames {
  constructor(
    private readonly broadcaster: Broadcaster,
    private readonly frames: LotFrames,
    private readonly prices: PriceTicker,
  ) {}

  /** Sends them now. */
  flush(): void {
    this.broadcaster.flush();
    this.frames.flush();
    this.prices.flush();
  }
}
