import { expect, test } from 'vitest';
import { Attendance } from './attendance.ts';

test('somebody with two pages is there once, until the last one closes', () => {
  const here = new Attendance();
  here.enter('ada', ['lot:a', 'lot:b']);
  here.enter('ada', ['lot:a']);
  here.enter('bo', ['lot:a']);
  expect([here.count('lot:a'), here.count('lot:b')]).toEqual([2, 1]);
  expect(here.changed().sort()).toEqual(['lot:a', 'lot:b']);
  here.leave('ada', ['lot:a']);
  expect(here.count('lot:a')).toBe(2);
  expect(here.changed()).toEqual([]);
  here.leave('ada', ['lot:a', 'lot:b']);
  expect([here.count('lot:a'), here.count('lot:b')]).toEqual([1, 0]);
  expect(here.changed().sort()).toEqual(['lot:a', 'lot:b']);
  expect(here.rooms()).toEqual(['lot:a']);
});

test('who was never there cannot leave', () => {
  const here = new Attendance();
  here.enter('ada', ['lot:a']);
  here.leave('bo', ['lot:a', 'lot:b']);
  expect([here.count('lot:a'), here.count('lot:b')]).toEqual([1, 0]);
});
