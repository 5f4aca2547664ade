import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PublicLot } from '@rostrum/contract';
import { inSlices } from './in-slices.ts';

const lot = (id: number, version = 1) => ({ id: `lot-${id}`, version }) as PublicLot;
let shown: PublicLot[] = [];
const page = { visibilityState: 'visible' };

beforeEach(() => {
  shown = [];
  page.visibilityState = 'visible';
  vi.stubGlobal('document', page);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const take = (slices: ReturnType<typeof inSlices>, count: number) => {
  for (let id = 0; id < count; id++) slices.take(lot(id));
};

test('a lot that moves alone is shown before the next task', async () => {
  inSlices((one) => shown.push(one)).take(lot(1));
  await Promise.resolve();
  expect(shown).toEqual([lot(1)]);
  expect(vi.getTimerCount()).toBe(0);
});

test('many are shown a few at a time, each once, and then nothing waits', async () => {
  take(
    inSlices((one) => shown.push(one)),
    200,
  );
  await Promise.resolve();
  expect(shown.length).toBeLessThan(20);
  let tasks = 0;
  for (let before = -1; before < shown.length; tasks++) {
    before = shown.length;
    vi.runOnlyPendingTimers();
    expect(shown.length - before).toBeLessThan(20);
  }
  expect(tasks).toBeGreaterThan(10);
  expect(new Set(shown.map(({ id }) => id)).size).toBe(200);
  expect(shown).toHaveLength(200);
  expect(vi.getTimerCount()).toBe(0);
});

test('of a lot that moved again only the newest state is shown', async () => {
  const slices = inSlices((one) => shown.push(one));
  take(slices, 50);
  await Promise.resolve();
  slices.take(lot(49, 2));
  vi.runAllTimers();
  expect(shown.filter(({ id }) => id === 'lot-49')).toEqual([lot(49, 2)]);
});

test('a page that nobody looks at shows everything at once', async () => {
  page.visibilityState = 'hidden';
  take(
    inSlices((one) => shown.push(one)),
    200,
  );
  await Promise.resolve();
  expect(shown).toHaveLength(200);
});

test('a page that was left shows nothing more', async () => {
  const slices = inSlices((one) => shown.push(one));
  take(slices, 50);
  await Promise.resolve();
  const before = shown.length;
  slices.stop();
  vi.runAllTimers();
  expect(shown).toHaveLength(before);
});
