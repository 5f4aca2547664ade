import { expect, test } from 'vitest';
import { untold } from './told-notices.ts';

test('only what is newer than the floor and was not told is fresh, and then it is told', () => {
  const first = untold({ floor: 'b', ids: [] }, ['a', 'b', 'c', 'd']);
  expect(first.fresh).toEqual(['c', 'd']);
  expect(untold(first.told, ['d', 'c', 'e']).fresh).toEqual(['e']);
});

test('one that comes late is told all the same', () => {
  const { told } = untold({ floor: '', ids: [] }, ['a', 'c']);
  expect(untold(told, ['b']).fresh).toEqual(['b']);
});

test('the memory stays small, and what falls out of it stays told', () => {
  const ids = Array.from({ length: 500 }, (_, index) => String(index).padStart(4, '0'));
  const { told } = untold({ floor: '', ids: [] }, ids);
  expect([told.ids.length, told.floor]).toEqual([200, '0299']);
  expect(untold(told, ids).fresh).toEqual([]);
});
