import { describe, expect, it } from 'vitest';
import { voidedSeqs } from './voided-seqs.ts';

const order = (bidderId: string, seq: number, version: number | null) => ({
  bidderId,
  paddle: 101,
  maxMinor: seq,
  seq,
  version,
});

describe('voidedSeqs', () => {
  const orders = [
    order('a', 3, 3),
    order('b', 4, 4),
    order('b', 5, null),
    order('a', 6, 5),
    order('b', 8, 6),
    order('b', 9, null),
  ];

  it('R7: takes the raises that were hidden behind a voided bid with it', () => {
    expect(voidedSeqs(orders, [4])).toEqual([4, 5]);
    expect(voidedSeqs(orders, [6])).toEqual([8, 9]);
    expect(voidedSeqs(orders, [6, 4])).toEqual([4, 5, 8, 9]);
  });

  it('R7: leaves the other bids of the same person', () => {
    expect(voidedSeqs(orders, [5])).toEqual([6]);
  });

  it('R7: is nothing where a version names no standing bid', () => {
    expect(voidedSeqs(orders, [4, 7])).toBeNull();
    expect(voidedSeqs(orders, [])).toBeNull();
  });
});
