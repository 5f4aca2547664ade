import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pacer } from './pacer.ts';

const WINDOW_MS = 25;

/** Keys that were let through, in order. */
let through: string[];
let pacer: Pacer;
beforeEach(() => {
  vi.useFakeTimers();
  through = [];
  pacer = new Pacer(WINDOW_MS, (key) => through.push(key));
});
afterEach(() => vi.useRealTimers());

it('lets the first through at once, and what comes within the window together', () => {
  for (const key of ['a', 'a', 'b']) pacer.touch(key);
  expect(through).toEqual(['a', 'b']);
  for (let time = 0; time < 5; time++) pacer.touch('a');
  vi.advanceTimersByTime(WINDOW_MS - 1);
  expect(through).toEqual(['a', 'b']);
  vi.advanceTimersByTime(1);
  expect(through).toEqual(['a', 'b', 'a']);
  vi.advanceTimersByTime(10 * WINDOW_MS);
  expect(through).toEqual(['a', 'b', 'a']);
});

it('what was flushed does not come again by itself', () => {
  for (let time = 0; time < 2; time++) pacer.touch('a');
  pacer.flushAll();
  expect(through).toEqual(['a', 'a']);
  vi.advanceTimersByTime(10 * WINDOW_MS);
  expect(through).toEqual(['a', 'a']);
});

it('rests as long as the work took', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValueOnce(1_000).mockReturnValueOnce(1_100);
  pacer.touch('a');
  now.mockRestore();
  pacer.touch('a');
  vi.advanceTimersByTime(99);
  expect(through).toEqual(['a']);
  vi.advanceTimersByTime(1);
  expect(through).toEqual(['a', 'a']);
});

it('lets nothing more through once it was stopped', () => {
  for (let time = 0; time < 2; time++) pacer.touch('a');
  pacer.stop();
  vi.advanceTimersByTime(10 * WINDOW_MS);
  expect(through).toEqual(['a']);
});
