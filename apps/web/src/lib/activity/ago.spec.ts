import { expect, test } from 'vitest';
import { ago } from './ago.ts';

test.each([
  [-5_000, 'now'],
  [2_000, 'now'],
  [12_000, '12 sec. ago'],
  [61_000, '1 min. ago'],
  [7_300_000, '2 hr. ago'],
  [200_000_000, '2 days ago'],
])('%d ms ago is "%s"', (ms, text) => {
  expect(ago(ms, 'en', 'now')).toBe(text);
});

test('in Russian', () => {
  expect(ago(125_000, 'ru', 'сейчас')).toBe('2 мин. назад');
});
