import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBuckets } from './token-buckets.ts';

describe('TokenBuckets', () => {
  it('lets a burst pass, then the rate, and says how long to wait', () => {
    let now = 0;
    const buckets = new TokenBuckets(100, () => now);
    const take = (): unknown => buckets.take('k', 2, 3);
    expect([take(), take(), take()]).toEqual([{ ok: true }, { ok: true }, { ok: true }]);
    expect(take()).toEqual({ ok: false, retryAfterMs: 500 });
    now = 250;
    expect(take()).toEqual({ ok: false, retryAfterMs: 250 });
    now = 500;
    expect(take()).toEqual({ ok: true });
    expect(take()).toMatchObject({ ok: false });
  });

  it('refuses by the same count, and says so', () => {
    const buckets = new TokenBuckets(100, () => 0);
    buckets.spend('k', 2, 1);
    const error = { code: 'RATE_LIMITED', retryAfterMs: 500 };
    expect(() => buckets.spend('k', 2, 1)).toThrow(expect.objectContaining({ error: expect.objectContaining(error) }));
    expect(buckets.take('k', 2, 1)).toEqual({ ok: false, retryAfterMs: 500 });
  });

  it('keeps keys apart', () => {
    const buckets = new TokenBuckets(100, () => 0);
    expect(buckets.take('a', 1, 1)).toEqual({ ok: true });
    expect(buckets.take('b', 1, 1)).toEqual({ ok: true });
    expect(buckets.take('a', 1, 1).ok).toBe(false);
  });

  it('remembers no more than its capacity, and forgets the key that was used longest ago', () => {
    const buckets = new TokenBuckets(3, () => 0);
    for (const key of ['a', 'b', 'c', 'd']) buckets.take(key, 1, 1);
    expect(buckets.size).toBe(3);
    expect(buckets.take('d', 1, 1).ok).toBe(false);
    expect(buckets.take('a', 1, 1).ok).toBe(true);
  });

  it('forgets buckets that are full again', () => {
    let now = 0;
    const buckets = new TokenBuckets(1000, () => now);
    for (let i = 0; i < 100; i++) buckets.take(`k${i}`, 1, 1);
    now = 10_000;
    for (let i = 0; i < 100; i++) buckets.take('other', 100, 100);
    expect(buckets.size).toBe(1);
  });

  it('never lets more pass than the burst and the rate allow', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        (waits, rate, burst) => {
          let now = 0;
          const buckets = new TokenBuckets(10, () => now);
          let passed = 0;
          for (const wait of waits) {
            now += wait;
            if (buckets.take('k', rate, burst).ok) passed++;
          }
          expect(passed).toBeLessThanOrEqual(burst + (now / 1000) * rate + 1e-6);
        },
      ),
    );
  });
});
