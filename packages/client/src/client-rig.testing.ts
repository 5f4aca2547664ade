import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { createHouseClient, type HouseClient, type HouseClientOptions } from './house-client.ts';
import { ScriptedHouse } from './scripted-house.testing.ts';
import type { Timing } from './timing.ts';

/** Durations short enough for specs. */
export const QUICK: Partial<Timing> = {
  probeGapMs: 5,
  lateAfterMs: 400,
  lateCheckMs: 20,
  connectWithinMs: 1_000,
  pollAfterMs: 400,
  pollEveryMs: 40,
  firstTryMs: 10,
  backoffBaseMs: 20,
  backoffMaxMs: 60,
  answerWithinMs: 2_000,
  headGraceMs: 20,
  auctionGraceMs: 30,
  resendGapMs: 20,
  settleWaitsMs: [0, 20, 40, 80],
};

/** Waits until something holds; the test's own time limit is the only one. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}

/** A scripted house that stops with the test. */
export async function openHouse(lotCount = 1): Promise<ScriptedHouse> {
  const house = await new ScriptedHouse(lotCount).start();
  onTestFinished(() => house.stop());
  return house;
}

/** A client of it that closes with the test. */
export function visit(url: string, options: Partial<HouseClientOptions> = {}): HouseClient {
  const { timing, ...rest } = options;
  const client = createHouseClient({ url, timing: { ...QUICK, ...timing }, ...rest });
  onTestFinished(() => client.close());
  return client;
}
