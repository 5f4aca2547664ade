import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HEARTBEAT_MS, type Heartbeat } from '@rostrum/contract';
import { LotRelay } from '../../bidding/index.ts';
import { Clock } from '../../platform/index.ts';
import type { WatchSet } from '../live.types.ts';
import { Namespaces } from '../namespaces.ts';
import { watchRoom } from '../rooms.ts';
import { AuctionLots } from '../watching/auction-lots.ts';
import { WatchSets } from '../watching/watch-sets.ts';
import { HeldFrames } from './held-frames.ts';

/** `heartbeat`: where the house stands with what a socket watches. Encoded once for all sockets that watch the same. */
@Injectable()
export class Heartbeats implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(Heartbeats.name);
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly namespaces: Namespaces,
    private readonly sets: WatchSets,
    private readonly relay: LotRelay,
    private readonly auctionLots: AuctionLots,
    private readonly held: HeldFrames,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.#beat(), HEARTBEAT_MS);
    this.#timer.unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    // A node that lost its database falls silent, so that pages say that their data may be late.
    if (!this.relay.isAbreast()) return;
    try {
      this.held.flush();
      for (const set of this.sets.all()) {
        const beat: Heartbeat = { serverTime: this.clock.now(), heads: this.#heads(set) };
        this.namespaces.lots?.to(watchRoom(set.key)).emit('heartbeat', beat);
      }
    } catch (error) {
      this.#logger.error({ msg: 'a heartbeat failed', err: error });
    }
  }

  #heads(set: WatchSet): Heartbeat['heads'] {
    const heads: Heartbeat['heads'] = {};
    for (const lotId of set.lots) this.#put(heads, lotId);
    for (const auctionId of set.auctions)
      for (const lotId of this.auctionLots.known(auctionId)) this.#put(heads, lotId);
    return heads;
  }

  #put(heads: Heartbeat['heads'], lotId: string): void {
    const head = this.relay.head(lotId);
    if (head) heads[lotId] = head;
  }
}
