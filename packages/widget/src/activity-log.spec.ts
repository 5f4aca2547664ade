import type { Activity } from '@rostrum/contract';
import { expect, test } from 'vitest';
import { mergeLines } from './activity-log.ts';

const line = (id: string, at: number) => ({ id, at }) as Activity;

test('lines come newest first, each once, and no more than are ever shown', () => {
  const known = [line('b', 2), line('a', 1)];
  expect(mergeLines(known, [line('c', 3), line('b', 2)]).map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  const many = Array.from({ length: 50 }, (_, at) => line(String(at), at));
  expect(mergeLines(known, many).map(({ at }) => at)).toEqual(Array.from({ length: 20 }, (_, index) => 49 - index));
});
