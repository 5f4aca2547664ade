import type { Activity } from '@rostrum/contract';
import { expect, test } from 'vitest';
import { mergeLines } from './merge-lines.ts';

const line = (id: string, at: number): Activity => ({ id, at }) as Activity;
const ids = (lines: readonly Activity[]) => lines.map(({ id }) => id).join(' ');

test('lines come once each, the newest first, whatever order they came in', () => {
  const known = mergeLines([], [line('a:1', 10), line('b:1', 30), line('a:2', 20)]);
  expect(ids(known)).toBe('b:1 a:2 a:1');
  expect(ids(mergeLines(known, [line('a:2', 20), line('c:9', 25)]))).toBe('b:1 c:9 a:2 a:1');
});

test('only the latest are kept', () => {
  const many = Array.from({ length: 90 }, (_, at) => line(`x:${at}`, at));
  const kept = mergeLines([], many);
  expect([kept.length, kept[0]?.at, kept.at(-1)?.at]).toEqual([60, 89, 30]);
});
