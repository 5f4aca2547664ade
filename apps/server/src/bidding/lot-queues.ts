import { Injectable, Logger } from '@nestjs/common';
import { Ledger } from '@rostrum/database';
import { outOfContext } from '../platform/index.ts';
import { BiddingMetrics } from './bidding.metrics.ts';
import { LotQueue, type QueueAnswer, type QueuedCommand, type QueueHooks } from './lot-queue.ts';
import { LotRelay } from './lot-relay.ts';

/** The queues of all lots that have something to do; one that has nothing is forgotten. */
@Injectable()
export class LotQueues {
  private readonly log = new Logger('LotQueues');
  private readonly queues = new Map<string, LotQueue>();
  private readonly hooks: QueueHooks;
  private closing = false;

  constructor(
    private readonly ledger: Ledger,
    relay: LotRelay,
    private readonly metrics: BiddingMetrics,
  ) {
    this.hooks = {
      committed: (commit) => relay.committed(commit),
      batch: (size) => {
        metrics.batchOf(size);
        this.measureDepth();
      },
      failed: (lotId, error, commandIds) =>
        this.log.error({ msg: `a command for lot ${lotId} failed: ${String(error)}`, commandIds }),
      idle: (lotId) => this.queues.delete(lotId),
    };
  }

  /** How many lots have a queue now. */
  get active(): number {
    return this.queues.size;
  }

  /** One answer within ANSWER_WITHIN_MS; never rejects. */
  submit(lotId: string, command: QueuedCommand): Promise<QueueAnswer> {
    if (this.closing) return Promise.resolve({ kind: 'busy' });
    const key = lotId.toLowerCase();
    let queue = this.queues.get(key);
    if (!queue) this.queues.set(key, (queue = new LotQueue(key, this.ledger, this.hooks)));
    // The queue works for all who wait: what it logs belongs to no single request.
    const known = queue;
    const answer = outOfContext(() => known.submit(command));
    this.measureDepth();
    return answer;
  }

  /** What is queued is finished, nothing more is taken. */
  async close(): Promise<void> {
    this.closing = true;
    await Promise.all([...this.queues.values()].map((queue) => queue.settled()));
  }

  private measureDepth(): void {
    let waiting = 0;
    for (const queue of this.queues.values()) waiting += queue.depth;
    this.metrics.depth(waiting);
  }
}
