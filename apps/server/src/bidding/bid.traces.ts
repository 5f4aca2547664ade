import { Injectable } from '@nestjs/common';
import type { BidAnswer } from '@rostrum/contract';
import { currentContext, spanTime, Traces, type OpenSpan } from '../platform/index.ts';
import type { QueueTimes } from './lot-queue.ts';

/** A frame leaves at the latest this long after the commit, unless nobody watches, in ms. */
const FRAME_WITHIN_MS = 100;
/** More frames than this are not remembered. */
const FRAMES_MAX = 10_000;

/** A bid under way, for its span. */
export interface BidTrace {
  timed(times: QueueTimes): void;
  answered(answer: BidAnswer): void;
}

/** A span for each bid: how long it waited, its transaction, and from its commit to the screens. Who bid is in none. */
@Injectable()
export class BidTraces {
  readonly #frames = new Map<string, { from: number; to: number }>();

  constructor(private readonly traces: Traces) {}

  /** The events of a lot from version `from` on went out; their commit was `sinceCommitMs` ago. */
  emitted({ lotId, from, count }: { lotId: string; from: number; count: number }, sinceCommitMs: number): void {
    if (!this.traces.on) return;
    const to = spanTime();
    for (let version = from; version < from + count; version++) {
      this.#frames.set(`${lotId}:${version}`, { from: to - sinceCommitMs, to });
    }
    for (const key of this.#frames.keys()) {
      if (this.#frames.size <= FRAMES_MAX) return;
      this.#frames.delete(key);
    }
  }

  /** Begins with what was received `sinceArrivalMs` ago; null where nobody asked for traces. */
  begin(command: { id: string; lotId: string }, sinceArrivalMs: number): BidTrace | null {
    const { span: parent } = currentContext();
    const span = this.traces.begin('bid', spanTime() - sinceArrivalMs, { server: !parent, parent });
    if (span === null) return null;
    return {
      timed: ({ queuedAt, begunAt, endedAt }) => {
        const [queued, begun, ended] = [queuedAt, begunAt, endedAt].map((at) => performance.timeOrigin + at);
        span.part('bid.queue', queued!, begun!);
        span.part('bid.transaction', begun!, ended!);
      },
      answered: (answer) => this.#answered(span, command, answer),
    };
  }

  #answered(span: OpenSpan, { id, lotId }: { id: string; lotId: string }, answer: BidAnswer): void {
    const to = spanTime();
    const result = answer.ok ? answer.receipt.outcome : answer.error.code;
    const attributes = { 'rostrum.command.id': id, 'rostrum.lot.id': lotId, 'rostrum.bid.result': result };
    setTimeout(() => {
      const frame = answer.ok ? this.#frames.get(`${lotId}:${answer.receipt.version}`) : undefined;
      if (frame) span.part('bid.emit', frame.from, frame.to);
      span.end(to, attributes, result === 'OUTCOME_UNKNOWN' || result === 'BUSY');
    }, FRAME_WITHIN_MS).unref();
  }
}
