import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { LotsChannel } from './lots-channel.ts';
import { Poller, type PollOutcome } from './poller.ts';
import type { RestClient } from './rest-client.ts';
import { TIMING } from './timing.ts';

const EVERY_MS = TIMING.pollEveryMs;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A poller that watches nothing, how many rounds it made, and what they heard; each takes `roundMs`. */
function poll(random: number, roundMs = 0, answers = true) {
  const lots = { watched: () => ({ lots: [], auctions: [] }) } as unknown as LotsChannel;
  const heard: PollOutcome[] = [];
  const house = { answers };
  let rounds = 0;
  const beside = async (): Promise<void> => {
    rounds += 1;
    if (roundMs > 0) await new Promise((resolve) => setTimeout(resolve, roundMs));
    if (!house.answers) throw new Error('nobody answers');
  };
  const poller = new Poller(
    {} as RestClient,
    lots,
    TIMING,
    beside,
    (outcome) => heard.push(outcome),
    () => random,
  );
  poller.start();
  return { poller, house, heard, rounds: () => rounds };
}

test('rounds of a crowd are spread, from half to one and a half of the time between them', async () => {
  const [soon, late] = [poll(0), poll(0.999)];
  await vi.advanceTimersByTimeAsync(EVERY_MS * 0.6);
  expect([soon.rounds(), late.rounds()]).toEqual([2, 1]);
  await vi.advanceTimersByTimeAsync(EVERY_MS);
  expect(late.rounds()).toBe(2);
  soon.poller.stop();
  late.poller.stop();
  await vi.advanceTimersByTimeAsync(EVERY_MS * 5);
  expect(late.rounds()).toBe(2);
});

test('a house that takes long to answer is asked less often', async () => {
  const { poller, rounds } = poll(0.5, 1_200);
  await vi.advanceTimersByTimeAsync(1_200 * 4.9);
  expect(rounds()).toBe(1);
  await vi.advanceTimersByTimeAsync(1_200 * 0.2);
  expect(rounds()).toBe(2);
  poller.stop();
});

test('however long it takes, it is asked again after the longest wait', async () => {
  const { poller, rounds } = poll(0.5, 60_000);
  await vi.advanceTimersByTimeAsync(60_000 + TIMING.backoffMaxMs - 100);
  expect(rounds()).toBe(1);
  await vi.advanceTimersByTimeAsync(200);
  expect(rounds()).toBe(2);
  poller.stop();
});

test('a house that does not answer is asked as often as ever', async () => {
  const { poller, rounds } = poll(0.5, 10_000, false);
  await vi.advanceTimersByTimeAsync(10_000 + EVERY_MS);
  expect(rounds()).toBe(2);
  poller.stop();
});

test('a house that was silent is asked for everything only if sockets do not come by themselves', async () => {
  const { poller, house, heard } = poll(0.5, 0, false);
  await vi.advanceTimersByTimeAsync(EVERY_MS + 10);
  house.answers = true;
  await vi.advanceTimersByTimeAsync(2 * EVERY_MS);
  expect(heard).toEqual(['silence', 'silence', 'sign of life', 'answers']);
  poller.stop();
});
