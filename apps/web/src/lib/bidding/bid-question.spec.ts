import { expect, it } from 'vitest';
import { doubtOf } from './bid-question.ts';

const on = { minimumMinor: 100_00, highMinor: 400_00 };

it.each([
  [100_00, null],
  [200_00, null],
  [200_01, { why: 'large', minimumMinor: 100_00 }],
  [400_00, { why: 'large', minimumMinor: 100_00 }],
  [400_01, { why: 'estimate', highMinor: 400_00 }],
  [499_99, { why: 'estimate', highMinor: 400_00 }],
  [500_00, { why: 'dear', times: 5, minimumMinor: 100_00 }],
  [1_050_00, { why: 'dear', times: 10, minimumMinor: 100_00 }],
])('a maximum of %d is doubted: %j', (maxMinor, doubt) => {
  expect(doubtOf(maxMinor, on)).toEqual(doubt);
});

it('does not ask again and again once the price has passed the estimate', () => {
  expect(doubtOf(450_00, { minimumMinor: 410_00, highMinor: 400_00 })).toBeNull();
});

it('does without estimate and without next bid', () => {
  expect(doubtOf(199_00, { minimumMinor: 100_00, highMinor: null })).toBeNull();
  expect(doubtOf(500_00, { minimumMinor: null, highMinor: null })).toBeNull();
  expect(doubtOf(500_00, { minimumMinor: null, highMinor: 400_00 })).toMatchObject({ why: 'estimate' });
});
