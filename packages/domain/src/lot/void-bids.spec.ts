import { describe, expect, it } from 'vitest';
import { codeOf, END, SaleRoom } from './sale-room.testing.ts';
import { previewVoid } from './preview-void.ts';
import { publicStateOf } from './public-state.ts';
import { RETRACTION_POLICIES, retractableBy } from './retraction.ts';

function threeBids(): SaleRoom {
  const room = SaleRoom.open({ opening: 10 });
  room.bid('A', 50);
  room.bid('B', 80);
  room.bid('C', 120);
  return room;
}

describe('[R7] void', () => {
  it('[W7] price and leader are computed again from what is left; the history keeps every row', () => {
    const room = threeBids();
    expect(room.stands.slice(0, 2)).toEqual(['C', 81]);
    room.does(room.voiding('C'));
    expect(room.stands.slice(0, 2)).toEqual(['B', 51]);
    room.does(room.voiding('B'));
    expect(room.stands).toEqual(['A', 10, 10.5]);
    expect(room.events.filter(({ type }) => type === 'BidPlaced')).toHaveLength(3);
    expect(publicStateOf(room.lot).bidCount).toBe(3);
  });

  it('[R7] a void of all bids leaves the lot as it opened', () => {
    const room = threeBids();
    for (const bidder of ['A', 'B', 'C']) room.does(room.voiding(bidder));
    expect(room.stands).toEqual([null, null, 10]);
    expect(room.lot.standing).toEqual([]);
  });

  it('[R7] an event names the public versions that no longer count', () => {
    const room = threeBids();
    expect(room.does(room.voiding('C'))).toMatchObject({
      events: [{ public: { voidedVersions: [5], priceMinor: 51_00, leader: 66 } }],
    });
  });

  it("[R7] of one bidder's orders the best that is left stands, in its old place", () => {
    const room = SaleRoom.open({ opening: 10 });
    room.bid('A', 50);
    room.bid('B', 50);
    room.bid('A', 90);
    const orders = room.ordersOf('A');
    room.does({ type: 'VoidBids', seqs: [5], orders, staffId: 's' });
    expect(room.stands.slice(0, 2)).toEqual(['A', 50]);
    expect(room.lot.standing).toContainEqual({ bidderId: 'A', paddle: 65, maxMinor: 50_00, seq: 3 });
  });

  it('[R7] a listed bid that no longer counts is for all to see, even where the price stays', () => {
    const room = SaleRoom.open({ opening: 10 });
    room.bid('A', 50);
    room.bid('B', 20);
    room.bid('C', 30);
    expect(room.does(room.voiding('B'), END - 1)).toMatchObject({
      events: [{ version: 6, public: { voidedVersions: [4] } }],
    });
    expect(room.stands.slice(0, 2)).toEqual(['A', 31]);
  });

  it('[R7] a void of a hidden raise that changes nothing visible is hidden', () => {
    const room = SaleRoom.open({ opening: 10 });
    room.bid('A', 50);
    room.bid('A', 90);
    const decision = room.does({ type: 'VoidBids', seqs: [4], orders: room.ordersOf('A'), staffId: 's' });
    expect(decision).toMatchObject({ events: [{ version: null, public: { voidedVersions: [] } }] });
    expect(room.lot).toMatchObject({ version: 3, standing: [{ maxMinor: 50_00 }] });
  });

  it('[R7] a void may take back that the reserve was met', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50 });
    room.bid('A', 30);
    room.bid('B', 75);
    expect(room.met).toBe(true);
    room.does(room.voiding('B'));
    expect([room.met, room.stands[1]]).toEqual([false, 15]);
  });

  it('[R7] after the hammer there is nothing to void, nor what was never bid', () => {
    const room = threeBids();
    const orders = room.ordersOf('C');
    expect(room.does({ type: 'VoidBids', seqs: [99], orders, staffId: 's' })).toMatchObject({
      reason: { why: 'unknown-bid' },
    });
    expect(room.does({ type: 'VoidBids', seqs: [], orders, staffId: 's' })).toMatchObject({
      reason: { why: 'no-bids' },
    });
    room.does({ type: 'CloseLot' }, END + 1_000);
    expect(codeOf(room.does(room.voiding('C')))).toBe('NOT_NOW');
    expect(previewVoid(room.lot, room.voiding('C'))).toBeNull();
  });

  it('[R7] staff see first what a void would do', () => {
    const room = threeBids();
    const before = room.lot;
    expect(previewVoid(room.lot, room.voiding('C'))).toEqual({
      leaderBefore: 67,
      leaderAfter: 66,
      priceBeforeMinor: 81_00,
      priceAfterMinor: 51_00,
      toldIds: ['C', 'B'],
    });
    expect(room.lot).toBe(before);
  });
});

describe('[R7] retraction by the bidder', () => {
  const HOUR = 3_600_000;
  const orders = [
    { seq: 3, receivedAt: END - 30 * HOUR },
    { seq: 5, receivedAt: END - 12 * HOUR },
  ];

  it('[R7] is off by default', () => {
    expect(retractableBy(RETRACTION_POLICIES.off, orders, END, END - 20 * HOUR)).toEqual([]);
  });

  it('[R7] eBay: more than twelve hours before the end all, later only the latest within an hour', () => {
    const { ebay } = RETRACTION_POLICIES;
    expect(retractableBy(ebay, orders, END, END - 12 * HOUR - 1)).toEqual([3, 5]);
    expect(retractableBy(ebay, orders, END, END - 11 * HOUR)).toEqual([5]);
    expect(retractableBy(ebay, orders, END, END - 11 * HOUR + 1)).toEqual([]);
    expect(retractableBy(ebay, [], END, END - 1)).toEqual([]);
    expect(retractableBy(ebay, orders, END, END)).toEqual([]);
  });
});
