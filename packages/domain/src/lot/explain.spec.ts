import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import { MISTAKE_WINDOW_MS, refusalOfMistake } from './mistake.ts';
import { END, SaleRoom, type Setting } from './sale-room.testing.ts';

const HOUR = 3_600_000;

/** Bids an hour before the end, one second apart. */
function played(setting: Setting, ...bids: [bidder: string, dollars: number][]): SaleRoom {
  const room = SaleRoom.open(setting);
  for (const [index, [bidder, dollars]] of bids.entries()) {
    room.bid(bidder, dollars, { receivedAt: at(index) });
  }
  return room;
}
const at = (index: number): number => END - HOUR + index * 1_000;
const why = (room: SaleRoom, bidder: string) => explain(room.events, bidder);

describe('why a bidder does not lead', () => {
  it('[W1] a hidden maximum was there before his', () => {
    const room = played({ opening: 10 }, ['A', 50], ['B', 20]);
    expect(why(room, 'B')).toEqual({
      why: 'higher',
      paddle: 65,
      leadsSince: at(0),
      before: true,
      maxMinor: 20_00,
      givenAt: at(1),
      priceMinor: 20_50,
    });
  });

  it('[W1] a higher maximum came after his', () => {
    const room = played({ opening: 10 }, ['A', 50], ['C', 60]);
    expect(why(room, 'A')).toMatchObject({ why: 'higher', paddle: 67, leadsSince: at(1), before: false });
    expect(why(room, 'C')).toMatchObject({ why: 'leads', maxMinor: 60_00, priceMinor: 51_00 });
  });

  it('[W2] the same maximum was given before, with the moment', () => {
    const room = played({ opening: 10 }, ['A', 50], ['B', 50]);
    expect(why(room, 'B')).toMatchObject({ why: 'earlier', paddle: 65, leaderAt: at(0), priceMinor: 50_00 });
  });

  it('[W4] the moment of an equal maximum is that of the raise that gave it', () => {
    const room = played({ opening: 1 }, ['A', 50], ['A', 100], ['B', 100]);
    expect(why(room, 'B')).toMatchObject({ why: 'earlier', leaderAt: at(1) });
  });

  it('[W3] the maximum above his is less than a step above it', () => {
    const room = played({ opening: 100 }, ['A', 250], ['B', 251]);
    expect(why(room, 'A')).toMatchObject({ why: 'less-than-step', paddle: 66, stepMinor: 5_00, priceMinor: 251_00 });
    expect(why(played({ opening: 100 }, ['A', 240], ['B', 241]), 'A')).toMatchObject({
      why: 'less-than-step',
      stepMinor: 2_50,
    });
    expect(why(played({ opening: 10 }, ['A', 50], ['B', 49.5]), 'B')).toMatchObject({ why: 'less-than-step' });
  });

  it('[W6] he leads below the reserve', () => {
    const room = played({ opening: 15, reserve: 50 }, ['A', 30], ['B', 40]);
    expect(why(room, 'B')).toMatchObject({ why: 'reserve', reserveMet: false });
    expect(why(room, 'A')).toMatchObject({ why: 'higher', reserveMet: false });
  });

  it('[W7] his bids were voided', () => {
    const room = played({ opening: 10 }, ['A', 50], ['B', 80], ['C', 120]);
    room.does(room.voiding('C'), at(9));
    expect(why(room, 'C')).toMatchObject({ why: 'voided', at: at(9), maxMinor: null, givenAt: null });
    expect(why(room, 'A')).toMatchObject({ why: 'higher', paddle: 66, leadsSince: at(9), before: false });
    expect(why(room, 'B')).toMatchObject({ why: 'leads' });
  });

  it('[R2] he never bid, or there is nothing yet', () => {
    expect(why(played({ opening: 10 }, ['A', 50]), 'B')).toMatchObject({ why: 'no-bid', maxMinor: null });
    expect(explain([], 'B')).toBeNull();
  });

  it('[R2] nothing of a maximum above the price shows', () => {
    const amount = fc.integer({ min: 60, max: 100_000 });
    fc.assert(
      fc.property(amount, amount, fc.boolean(), (one, other, raised) => {
        const play = (max: number): unknown => {
          const room = played({ opening: 10 }, ['A', raised ? 60 : max]);
          if (raised && max > 60) room.bid('A', max, { receivedAt: at(1) });
          room.bid('B', 20, { receivedAt: at(2) });
          return why(room, 'B');
        };
        expect(play(one)).toEqual(play(other));
      }),
    );
  });
});

describe('[R7] a mistake may be told to the house', () => {
  const { lot } = played({ opening: 10 }, ['A', 50]);

  it('within five minutes of the bid', () => {
    expect(refusalOfMistake(lot, at(0), at(0) + MISTAKE_WINDOW_MS)).toBeNull();
    expect(refusalOfMistake({ ...lot, status: 'paused' }, at(0), at(1))).toBeNull();
    expect(refusalOfMistake(lot, at(0), at(0) + MISTAKE_WINDOW_MS + 1)).toEqual({ code: 'NOT_NOW', why: 'too-late' });
  });

  it('while the lot is open', () => {
    const closed = { ...lot, status: 'sold' as const, closedAt: END + 1_000 };
    expect(refusalOfMistake(closed, END - 1, END + 2_000)).toEqual({
      code: 'LOT_CLOSED',
      closedAt: END + 1_000,
      receivedAt: END + 2_000,
    });
    expect(refusalOfMistake({ ...lot, status: 'scheduled' }, at(0), at(1))).toMatchObject({ code: 'LOT_NOT_OPEN' });
  });
});
