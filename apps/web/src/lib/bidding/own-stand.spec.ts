import { describe, expect, it } from 'vitest';
import type { BidReceipt, PublicLot, PublicLotEvent, Standing } from '@rostrum/contract';
import { isVoided, ownStand } from './own-stand.ts';

const lot = { id: 'l', version: 10, leader: 114, status: 'open' } as PublicLot;
const standing = (version: number, maxMinor: number | null): Standing => ({
  lotId: 'l',
  auctionId: 'a',
  paddle: 114,
  maxMinor,
  state: 'leading',
  version,
});
const accepted = (version: number, outcome: BidReceipt['outcome'], maxMinor: number) =>
  ({ at: 'accepted', receipt: { lotId: 'l', version, outcome, maxMinor } as BidReceipt }) as const;

describe('how the visitor stands', () => {
  it('leads where his paddle does', () => {
    expect(ownStand(lot, standing(10, 500), null, { at: 'idle' })).toEqual({
      paddle: 114,
      maxMinor: 500,
      leading: true,
    });
    expect(ownStand({ ...lot, leader: 3 }, standing(9, 500), null, { at: 'idle' }).leading).toBe(false);
  });

  it('does not lead by registration alone', () => {
    expect(ownStand(lot, null, 114, { at: 'idle' })).toEqual({ paddle: 114, maxMinor: null, leading: false });
  });

  it('believes an answer that comes before its event', () => {
    const before = { ...lot, leader: 3 };
    expect(ownStand(before, null, 114, accepted(11, 'leading', 900))).toEqual({
      paddle: 114,
      maxMinor: 900,
      leading: true,
    });
    expect(ownStand(before, standing(10, 500), 114, accepted(11, 'outbid', 700)).leading).toBe(false);
  });

  it('forgets an answer once the lot has moved on', () => {
    const after = { ...lot, version: 12, leader: 3 };
    expect(ownStand(after, standing(12, 900), 114, accepted(11, 'leading', 900)).leading).toBe(false);
  });
});

describe('a bid that the house voided', () => {
  const bid = (version: number, paddle: number): PublicLotEvent => ({
    version,
    at: version,
    type: 'BidPlaced',
    paddle,
    amountMinor: 1,
  });
  const voids = (...voidedVersions: number[]): PublicLotEvent => ({
    version: 9,
    at: 9,
    type: 'BidsVoided',
    voidedVersions,
  });

  it('is told from the public history', () => {
    expect(isVoided([bid(3, 114), bid(4, 115), voids(3)], 114)).toBe(true);
    expect(isVoided([bid(3, 114), bid(4, 115), voids(3)], 115)).toBe(false);
    expect(isVoided([bid(3, 114), voids(3), bid(10, 114)], 114)).toBe(false);
    expect(isVoided([voids(3)], 114)).toBe(false);
    expect(isVoided([bid(3, 114), voids(3)], null)).toBe(false);
  });
});
