import { refuse } from './refusal.ts';

/** What a bucket answers. */
export type Taken = { ok: true } | { ok: false; retryAfterMs: number };

interface Bucket {
  tokens: number;
  at: number;
  /** When it will be full again, and so need not be remembered. */
  fullAt: number;
}

/**
 * Rates per key. A bucket holds `burst` tokens and gains `ratePerSecond`. A full bucket is not remembered; when more than
 * `capacity` keys are, the ones that were used longest ago are forgotten.
 */
export class TokenBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly capacity = 50_000,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** How many keys are remembered. */
  get size(): number {
    return this.buckets.size;
  }

  /** Takes one token of `key`, or says in how many ms there will be one. */
  take(key: string, ratePerSecond: number, burst: number): Taken {
    const now = this.nowMs();
    const known = this.buckets.get(key);
    const tokens = known ? Math.min(burst, known.tokens + ((now - known.at) / 1000) * ratePerSecond) : burst;
    if (tokens < 1) return { ok: false, retryAfterMs: Math.ceil(((1 - tokens) / ratePerSecond) * 1000) };
    const left = tokens - 1;
    // Deleted first, so that the map's order is the order of last use.
    this.buckets.delete(key);
    this.buckets.set(key, { tokens: left, at: now, fullAt: now + ((burst - left) / ratePerSecond) * 1000 });
    this.forget(now);
    return { ok: true };
  }

  /** Takes one token of `key`. Throws a Refusal `RATE_LIMITED` that says when there will be one. */
  spend(key: string, ratePerSecond: number, burst: number): void {
    const taken = this.take(key, ratePerSecond, burst);
    if (!taken.ok) throw refuse('RATE_LIMITED', { retryAfterMs: taken.retryAfterMs });
  }

  /** Looks at two old buckets for each one taken, so that the map shrinks without a sweep. */
  private forget(now: number): void {
    let looked = 0;
    for (const [key, bucket] of this.buckets) {
      if (looked++ >= 2 && this.buckets.size <= this.capacity) return;
      if (bucket.fullAt > now && this.buckets.size <= this.capacity) continue;
      this.buckets.delete(key);
    }
  }
}
