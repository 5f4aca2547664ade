import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { SignedIn } from '../accounts/index.ts';
import { Env, refuse, TokenBuckets } from '../platform/index.ts';

/** How often a person may bid, over sockets and HTTP together. As a guard of HTTP it stands before the schema (DESIGN §8). */
@Injectable()
export class BidRate implements CanActivate {
  constructor(
    private readonly buckets: TokenBuckets,
    private readonly env: Env,
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const who = context.switchToHttp().getRequest<{ signedIn?: SignedIn | null }>().signedIn;
    if (who) this.take(who.personId);
    return true;
  }

  /** Throws a Refusal `RATE_LIMITED`. */
  take(personId: string): void {
    const rate = this.env.bidsPerSecond;
    const taken = this.buckets.take(`bid:${personId}`, rate, 2 * rate);
    if (!taken.ok) throw refuse('RATE_LIMITED', { retryAfterMs: taken.retryAfterMs });
  }
}
