import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { TokenBuckets } from '../platform/index.ts';
import { signedInOf } from './signed-in.ts';

interface PersonRateOptions {
  /** Of what is done: what has another name counts apart. */
  name: string;
  perSecond: number;
  /** How often at once. */
  burst: number;
}

/**
 * How often a person may do something, over sockets and HTTP together. As a guard of HTTP it stands before the schema
 * (DESIGN §8); strangers are left to `AuthGuard`.
 */
export class PersonRate implements CanActivate {
  readonly #buckets: TokenBuckets;
  readonly #options: PersonRateOptions;

  constructor(buckets: TokenBuckets, options: PersonRateOptions) {
    this.#buckets = buckets;
    this.#options = options;
  }

  canActivate(context: ExecutionContext): boolean {
    const who = signedInOf(context);
    if (who) this.take(who.personId);
    return true;
  }

  /** Throws a Refusal `RATE_LIMITED`. */
  take(personId: string): void {
    const { name, perSecond, burst } = this.#options;
    this.#buckets.spend(`${name}:${personId}`, perSecond, burst);
  }
}
