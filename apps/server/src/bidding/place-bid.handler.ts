import { Injectable, Logger } from '@nestjs/common';
import type { BidAnswer, BidCommand } from '@rostrum/contract';
import type { SignedIn } from '../accounts/index.ts';
import { Clock, inContext, refuse } from '../platform/index.ts';
import { decideBid } from './bid.decision.ts';
import { BidTraces } from './bid.traces.ts';
import { BiddingMetrics } from './bidding.metrics.ts';
import type { QueueAnswer } from './lot-queue.ts';
import { LotQueues } from './lot-queues.ts';
import { requestHash } from './request-hash.ts';

/** Takes a bid, from sockets and HTTP alike. */
@Injectable()
export class PlaceBidHandler {
  private readonly logger = new Logger('bids');

  constructor(
    private readonly queues: LotQueues,
    private readonly clock: Clock,
    private readonly metrics: BiddingMetrics,
    private readonly traces: BidTraces,
  ) {}

  /** One answer within ANSWER_WITHIN_MS. A retry gets the first answer byte for byte. `receivedAt`: Clock.now() at the door. */
  execute(who: SignedIn, sent: BidCommand, receivedAt: number): Promise<BidAnswer> {
    const command = { ...sent, id: sent.id.toLowerCase(), lotId: sent.lotId.toLowerCase() };
    return inContext({ commandId: command.id }, () => this.place(who, command, receivedAt));
  }

  private async place(who: SignedIn, command: BidCommand, receivedAt: number): Promise<BidAnswer> {
    const trace = this.traces.begin(command, this.clock.now() - receivedAt);
    const stored = { personId: who.personId, id: command.id, requestHash: requestHash(command) };
    const settled = await this.queues.submit(command.lotId, {
      stored: { command: stored, bidderId: who.personId },
      decide: (lot, locked) => decideBid({ who, command, receivedAt }, lot, locked),
      timed: trace?.timed,
    });
    const answer = answerOf(settled);
    const tookMs = this.clock.now() - receivedAt;
    const result = answer.ok ? answer.receipt.outcome : answer.error.code;
    this.metrics.answered(result, tookMs);
    if (settled.kind === 'fresh' && isLateByHouse(answer)) this.metrics.lateByHouse();
    this.logger.debug({ msg: 'a bid was answered', result, tookMs });
    trace?.answered(answer);
    return answer;
  }
}

function answerOf(settled: QueueAnswer): BidAnswer {
  switch (settled.kind) {
    case 'fresh':
    case 'replayed':
      return settled.answer === null ? refused('OUTCOME_UNKNOWN') : (JSON.parse(settled.answer) as BidAnswer);
    case 'mismatch':
      return refused('IDEMPOTENCY_MISMATCH');
    case 'cancelled':
      return refused('BID_EXPIRED');
    case 'lot-unknown':
      return refused('LOT_UNKNOWN');
    case 'busy':
      return refused('BUSY');
    case 'outcome-unknown':
      return refused('OUTCOME_UNKNOWN');
  }
}

type Plain = 'OUTCOME_UNKNOWN' | 'IDEMPOTENCY_MISMATCH' | 'BID_EXPIRED' | 'LOT_UNKNOWN' | 'BUSY';

function refused(code: Plain): BidAnswer {
  return { ok: false, error: refuse(code).error };
}

function isLateByHouse(answer: BidAnswer): boolean {
  return !answer.ok && answer.error.code === 'LOT_CLOSED' && answer.error.cause === 'house';
}
