import { Injectable } from '@nestjs/common';
import type { LotEventsFrame } from '@rostrum/contract';
import { BidTraces, type LotChanged } from '../../bidding/index.ts';
import { Clock } from '../../platform/index.ts';
import { LiveMetrics } from '../live.metrics.ts';
import { Namespaces } from '../namespaces.ts';
import { lotRoom } from '../rooms.ts';
import { Pacer } from './pacer.ts';

/** Events of a lot that come within this time share a frame. */
const MERGED_MS = 25;

/** `lot.events`: every public event of a lot to whoever watches it. The first at once, then merged; never dropped. */
@Injectable()
export class LotFrames {
  readonly #waiting = new Map<string, LotEventsFrame & { committedAt: number }>();
  readonly #pacer = new Pacer(MERGED_MS, (lotId) => this.#send(lotId));

  constructor(
    private readonly namespaces: Namespaces,
    private readonly metrics: LiveMetrics,
    private readonly clock: Clock,
    private readonly traces: BidTraces,
  ) {}

  hear({ lotId, epoch, publicEvents, state, committedAt }: LotChanged): void {
    // Whoever comes later is given the state after this; what still waited has nobody left to go to.
    if (!this.#watched(lotId)) return void this.#waiting.delete(lotId);
    const waiting = this.#waiting.get(lotId);
    if (waiting && waiting.epoch !== epoch) this.#send(lotId);
    const frame = this.#waiting.get(lotId);
    if (frame) {
      frame.events.push(...publicEvents);
      this.metrics.conflated.inc({ event: 'lot.events' });
    } else {
      // A new epoch has no events; its empty frame makes the watchers ask.
      const from = publicEvents[0]?.version ?? state.version + 1;
      this.#waiting.set(lotId, { lotId, epoch, from, events: [...publicEvents], committedAt });
    }
    this.#pacer.touch(lotId);
  }

  /** Sends what waits, so that a heartbeat never runs ahead of it. */
  flush(): void {
    this.#pacer.flushAll();
  }

  stop(): void {
    this.#pacer.stop();
  }

  #watched(lotId: string): boolean {
    return this.namespaces.lots?.adapter.rooms.has(lotRoom(lotId)) ?? false;
  }

  #send(lotId: string): void {
    const waiting = this.#waiting.get(lotId);
    this.#waiting.delete(lotId);
    if (!waiting || !this.#watched(lotId)) return;
    const { committedAt, ...frame } = waiting;
    this.namespaces.lots?.to(lotRoom(lotId)).emit('lot.events', frame);
    const sinceCommitMs = Math.max(0, this.clock.now() - committedAt);
    this.metrics.commitToEmit.observe(sinceCommitMs / 1000);
    this.traces.emitted({ lotId, from: frame.from, count: frame.events.length }, sinceCommitMs);
  }
}
