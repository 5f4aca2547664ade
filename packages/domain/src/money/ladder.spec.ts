import { describe, expect, it } from 'vitest';
import type { Ladder } from '../lot/lot.ts';
import { isAmount, MAX_AMOUNT_MINOR } from './amount.ts';
import { LADDERS } from './ladder-presets.ts';
import { incrementAt, isOnLadder, nextSteps, stepFrom } from './ladder.ts';

const ebay = LADDERS['ebay-usd'];

describe('[R1] the ladder', () => {
  it.each([
    [1, 5],
    [99, 5],
    [1_00, 25],
    [4_99, 25],
    [5_00, 50],
    [25_00, 1_00],
    [99_99, 1_00],
    [100_00, 2_50],
    [250_00, 5_00],
    [500_00, 10_00],
    [1_000_00, 25_00],
    [2_500_00, 50_00],
    [5_000_00, 100_00],
    [MAX_AMOUNT_MINOR, 100_00],
  ])('[R1] eBay: at %i the step is %i', (price, step) => {
    expect(incrementAt(ebay, price)).toBe(step);
  });

  it.each([
    [20_00, 50],
    [20_01, 1_00],
    [200_01, 5_00],
    [1_000_01, 10_00],
    [5_000_01, 50_00],
    [25_000_01, 100_00],
  ])('[R1] Trade Me: at %i the step is %i', (price, step) => {
    expect(incrementAt(LADDERS['trade-me-nzd'], price)).toBe(step);
  });

  it.each([
    [999, 10],
    [1_000, 100],
    [4_999, 100],
    [5_000, 250],
    [10_000, 500],
    [49_999, 500],
    [50_000, 1_000],
  ])('[R1] Yahoo Japan: at %i yen the step is %i', (price, step) => {
    expect(incrementAt(LADDERS['yahoo-jpy'], price)).toBe(step);
  });

  it('[R1] a price below the first band takes its step', () => {
    expect(incrementAt({ kind: 'table', steps: [{ fromMinor: 100, stepMinor: 7 }] }, 1)).toBe(7);
  });

  it('[R1] a percentage is rounded up to the minor unit and has a floor', () => {
    const ladder: Ladder = { kind: 'percentage', rateBp: 333, floorMinor: 50 };
    expect(incrementAt(ladder, 1_00)).toBe(50);
    expect(incrementAt(ladder, 100_01)).toBe(334);
    // 3.33 % of it leaves the safe integers on the way; the result must still be exact.
    expect(incrementAt(ladder, MAX_AMOUNT_MINOR - 1)).toBe(299_700_000_000);
  });

  it('[R1] the next five steps start at the minimum and change their width with the band', () => {
    expect(nextSteps(ebay, 98_00, 5)).toEqual([98_00, 99_00, 100_00, 102_50, 105_00]);
  });

  it('[R1] where the ladder must be kept, the steps after a crooked minimum are on it', () => {
    expect(nextSteps(ebay, 10_49, 3, 'refuse')).toEqual([10_49, 11_00, 11_50]);
  });

  it('[R1] an amount is on the ladder when it is a multiple of the step in its band', () => {
    expect(isOnLadder(ebay, 10_50)).toBe(true);
    expect(isOnLadder(ebay, 10_40)).toBe(false);
    expect(isOnLadder(LADDERS.percentage, 10_41)).toBe(true);
    expect(stepFrom(ebay, 10_40)).toBe(10_50);
    expect(stepFrom(ebay, 99_01)).toBe(100_00);
    expect(stepFrom(LADDERS['trade-me-nzd'], 20_01)).toBe(21_00);
  });
});

describe('[W10] what an amount is', () => {
  it.each([0, -1, NaN, Infinity, 10.5, 0.1, MAX_AMOUNT_MINOR + 1, 1e308])('[W10] %d is none', (value) => {
    expect(isAmount(value)).toBe(false);
  });

  it.each([1, 10_50, MAX_AMOUNT_MINOR])('[W10] %i is one', (value) => {
    expect(isAmount(value)).toBe(true);
  });
});
