import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionNews } from './connection-news.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function rig() {
  const said: string[] = [];
  return { said, news: new ConnectionNews((what) => void said.push(what)) };
}

test('a loss is said once and its end once', () => {
  const { said, news } = rig();
  for (const state of ['connecting', 'live', 'connecting', 'offline'] as const) news.heard(state);
  vi.advanceTimersByTime(6_000);
  news.heard('connecting');
  vi.advanceTimersByTime(6_000);
  expect(said).toEqual(['lost']);
  news.heard('live');
  expect(said).toEqual(['lost', 'back']);
});

test('a short break, a first connection and the end of the page are no news', () => {
  const { said, news } = rig();
  news.heard('connecting');
  vi.advanceTimersByTime(60_000);
  for (const state of ['live', 'late', 'live', 'offline'] as const) news.heard(state);
  news.stop();
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual([]);
});
