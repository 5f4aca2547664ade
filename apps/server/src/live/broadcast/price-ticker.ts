import { Injectable } from '@nestjs/common';
import type { PublicLot } from '@rostrum/contract';
import type { LotChanged } from '../../bidding/index.ts';
import { LiveMetrics } from '../live.metrics.ts';
import { Namespaces } from '../namespaces.ts';
import { auctionRoom } from '../rooms.ts';
import { Pacer } from './pacer.ts';

/** At most five frames a second for each auction. */
const FRAME_EVERY_MS = 200;

/** `lot.prices`: the newest state of an auction's lots that changed. */
@Injectable()
export class PriceTicker {
  readonly #waiting = new Map<string, Map<string, PublicLot>>();
  readonly #pacer = new Pacer(FRAME_EVERY_MS, (auctionId) => this.#send(auctionId));

  constructor(
    private readonly namespaces: Namespaces,
    private readonly metrics: LiveMetrics,
  ) {}

  hear({ auctionId, lotId, state }: LotChanged): void {
    if (!this.#watched(auctionId)) return void this.#waiting.delete(auctionId);
    const waiting = this.#waiting.get(auctionId) ?? new Map<string, PublicLot>();
    if (waiting.has(lotId)) this.metrics.conflated.inc({ event: 'lot.prices' });
    this.#waiting.set(auctionId, waiting.set(lotId, state));
    this.#pacer.touch(auctionId);
  }

  /** Sends what waits, so that a heartbeat never runs ahead of it. */
  flush(): void {
    this.#pacer.flushAll();
  }

  stop(): void {
    this.#pacer.stop();
  }

  #watched(auctionId: string): boolean {
    return this.namespaces.lots?.adapter.rooms.has(auctionRoom(auctionId)) ?? false;
  }

  #send(auctionId: string): void {
    const waiting = this.#waiting.get(auctionId);
    this.#waiting.delete(auctionId);
    if (!waiting || !this.#watched(auctionId)) return;
    this.namespaces.lots?.to(auctionRoom(auctionId)).emit('lot.prices', { auctionId, lots: [...waiting.values()] });
  }
}
