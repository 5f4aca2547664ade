import { expect, it } from 'vitest';
import { mayEndAuction } from './mail.rules.ts';

it.each([
  ['LotSold', true],
  ['LotPassed', true],
  ['LotWithdrawn', true],
  ['LotOpened', false],
  ['BidPlaced', false],
  ['LotPaused', false],
] as const)('an auction may end with %s: %s', (type, ends) => {
  expect(mayEndAuction({ type })).toBe(ends);
});
