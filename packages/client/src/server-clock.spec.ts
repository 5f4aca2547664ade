import { fixedClock } from '@rostrum/testing';
import { expect, test } from 'vitest';
import { ServerClock } from './server-clock.ts';

const HOUR_MS = 3_600_000;

/** A probe whose two ways take `there` and `back` ms, to a server that is `skewMs` ahead. */
async function probe(clock: ServerClock, local: ReturnType<typeof fixedClock>, skewMs: number, there = 5, back = 5) {
  await clock.sample(async () => {
    local.advance(there);
    const serverTime = local.now() + skewMs;
    local.advance(back);
    return serverTime;
  });
}

test('before any probe the local clock stands in, with no bound on its error', () => {
  const clock = new ServerClock(fixedClock(1_000).now);
  expect([clock.synced, clock.now(), clock.errorMs]).toEqual([false, 1_000, Number.POSITIVE_INFINITY]);
});

test.each([HOUR_MS, -HOUR_MS])('a local clock wrong by %d ms shows the server time', async (skewMs) => {
  const local = fixedClock(10 * HOUR_MS);
  const clock = new ServerClock(local.now);
  await probe(clock, local, skewMs);
  expect(clock.now()).toBe(local.now() + skewMs);
  expect(clock.errorMs).toBe(5);
});

test('the sample with the least round trip counts, so a crooked one does no harm', async () => {
  const local = fixedClock(10 * HOUR_MS);
  const clock = new ServerClock(local.now);
  await probe(clock, local, 1_000, 200, 0);
  await probe(clock, local, 1_000, 2, 2);
  await probe(clock, local, 1_000, 0, 300);
  expect(clock.best()).toBe(local.now() + 1_000);
});

test('a correction is slewed: a running countdown never steps back and drifts by at most 5 %', async () => {
  const local = fixedClock(10 * HOUR_MS);
  const clock = new ServerClock(local.now);
  await probe(clock, local, 2_000);
  let last = clock.now();
  await probe(clock, local, 500, 1, 1);
  for (let tick = 0; tick < 400; tick++) {
    local.advance(100);
    const now = clock.now();
    expect(now - last).toBeGreaterThanOrEqual(94);
    expect(now - last).toBeLessThanOrEqual(107);
    last = now;
  }
  expect(last).toBe(local.now() + 500);
});

test('after a sleep only new samples count', async () => {
  const local = fixedClock(10 * HOUR_MS);
  const clock = new ServerClock(local.now);
  await probe(clock, local, 0, 1, 1);
  clock.forgetSamples();
  await probe(clock, local, 90_000, 40, 40);
  expect(clock.now()).toBe(local.now() + 90_000);
});
