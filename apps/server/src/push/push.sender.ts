import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Pushes, type ClaimedPush } from '@rostrum/database';
import { Clock, NotTaken, OutboxSender, type Outbox } from '../platform/index.ts';
import { PushPost } from './push.post.ts';

const AT_ONCE = 8;

/** Sends pushes that are queued. A browser that is gone is forgotten. */
@Injectable()
export class PushSender implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #sender: OutboxSender<ClaimedPush>;

  constructor(
    private readonly pushes: Pushes,
    private readonly post: PushPost,
    clock: Clock,
  ) {
    const outbox: Outbox<ClaimedPush> = {
      name: 'push',
      atOnce: AT_ONCE,
      claim: (...asked) => pushes.claim(...asked),
      send: (push) => this.#send(push),
      sent: (id, at) => pushes.sent(id, at),
      postpone: (push, nextAt, reason) => pushes.postpone(push, nextAt, reason),
      failed: (push, reason) => pushes.failed(push, reason),
      sweep: (_now, before) => pushes.sweep(before),
    };
    this.#sender = new OutboxSender(outbox, clock);
  }

  onApplicationBootstrap(): void {
    this.#sender.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#sender.stop();
  }

  async #send(push: ClaimedPush): ReturnType<Outbox<ClaimedPush>['send']> {
    const answer = await this.post.send(push);
    if (answer === null) return { givenUp: 'obsolete' };
    const { status, retryAfter } = answer;
    if (status >= 200 && status < 300) return 'sent';
    if (status === 404 || status === 410) {
      await this.pushes.gone(push);
      return { givenUp: 'gone' };
    }
    // Too many at once, and what is wrong on their side, pass; whatever else they refuse they will refuse again.
    const passes = status === 429 || status >= 500;
    throw new NotTaken(String(status), !passes, (retryAfter ?? 0) * 1_000);
  }
}
