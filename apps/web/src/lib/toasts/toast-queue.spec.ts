import { expect, test } from 'vitest';
import { ToastQueue } from './toast-queue.ts';

function rig() {
  const seen: string[] = [];
  const note = (what: string) => (toast: { key: string; items: readonly number[] }) =>
    void seen.push(`${what} ${toast.key} ${toast.items.join(',')}`);
  const queue = new ToastQueue<number>({ open: note('open'), change: note('change') });
  return { queue, seen };
}

test('three are shown, the fourth comes when one is closed', () => {
  const { queue, seen } = rig();
  ['a', 'b', 'c', 'd'].forEach((key, index) => queue.add(key, index));
  expect(seen).toEqual(['open a 0', 'open b 1', 'open c 2']);
  queue.closed('b');
  expect(seen.at(-1)).toBe('open d 3');
  queue.closed('a');
  expect(seen).toHaveLength(4);
});

test('what is about the same lot is one toast, shown or waiting', () => {
  const { queue, seen } = rig();
  for (const [key, item] of [
    ['a', 1],
    ['b', 2],
    ['a', 3],
    ['c', 4],
    ['d', 5],
    ['d', 6],
  ] as const)
    queue.add(key, item);
  expect(seen).toEqual(['open a 1', 'open b 2', 'change a 1,3', 'open c 4']);
  queue.closed('c');
  expect(seen.at(-1)).toBe('open d 5,6');
});

test('too many become one line, which grows while it waits', () => {
  const { queue, seen } = rig();
  for (let item = 0; item < 20; item++) queue.add(`lot ${item}`, item);
  expect(seen).toHaveLength(3);
  queue.closed('lot 0');
  expect(seen.at(-1)).toBe(`open rest ${Array.from({ length: 17 }, (_, index) => index + 3).join(',')}`);
  queue.closed('lot 1');
  expect(seen).toHaveLength(4);
});

test('what was dropped while it waited is never shown', () => {
  const { queue, seen } = rig();
  ['a', 'b', 'c', 'd'].forEach((key, index) => queue.add(key, index));
  expect([queue.drop('d'), queue.drop('a')]).toEqual([false, true]);
  queue.closed('a');
  expect(seen).toHaveLength(3);
});

test('what is urgent comes before all that waits, and is never folded', () => {
  const { queue, seen } = rig();
  for (let item = 0; item < 9; item++) queue.add(`lot ${item}`, item);
  queue.add('connection', 99, true);
  queue.closed('lot 2');
  expect(seen.at(-1)).toBe('open connection 99');
  queue.add('connection', 100, true);
  expect(seen.at(-1)).toBe('change connection 99,100');
});
