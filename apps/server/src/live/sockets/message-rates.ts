import { Injectable } from '@nestjs/common';
import { BidRate } from '../../bidding/index.ts';
import { ChatRate } from '../../chat/index.ts';
import { Env, refuse, TokenBuckets } from '../../platform/index.ts';
import type { AnySocket } from '../live.types.ts';

/** Tokens that a bucket holds, for each that it gains in a second. */
const BURST = 2;

/** What writes in rooms of talk. */
const TALK: ReadonlySet<string | undefined> = new Set(['post', 'edit', 'report']);

/** How often sockets and the people behind them may send what. */
@Injectable()
export class MessageRates {
  constructor(
    private readonly env: Env,
    private readonly buckets: TokenBuckets,
    private readonly bids: BidRate,
    private readonly chat: ChatRate,
  ) {}

  /** Throws a Refusal `RATE_LIMITED` where messages come too fast. `event` is undefined for what no gateway knows. */
  take(socket: AnySocket, event: string | undefined): void {
    const person = socket.data.signedIn?.personId;
    if (event === 'bid' && person) return this.bids.take(person);
    if (TALK.has(event) && person) return this.chat.take(person);
    const [kind, rate] =
      event === 'watch' ? ['watch', this.env.watchesPerSecond] : ['message', this.env.messagesPerSecond];
    const taken = this.buckets.take(`${kind}:${socket.id}`, rate, BURST * rate);
    if (!taken.ok) throw refuse('RATE_LIMITED', { retryAfterMs: taken.retryAfterMs });
  }
}
