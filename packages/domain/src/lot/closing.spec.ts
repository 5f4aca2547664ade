import { describe, expect, it } from 'vitest';
import { codeOf, END, fold, SaleRoom, scheduling, typesOf } from './sale-room.testing.ts';
import { CLOSING_GRACE_MS } from './close-lot.ts';
import { standingOf } from './person-standing.ts';
import { publicStateOf } from './public-state.ts';
import { scheduleLot } from './schedule-lot.ts';

const HAMMER = END + CLOSING_GRACE_MS;
const close = { type: 'CloseLot' } as const;

function roomWithBids(): SaleRoom {
  const room = SaleRoom.open({ opening: 10 });
  room.bid('A', 50);
  room.bid('B', 20);
  return room;
}

describe('[R6] closing', () => {
  it('[R6] no earlier than a second after the end, and once', () => {
    const room = roomWithBids();
    expect(room.does(close, HAMMER - 1)).toMatchObject({ reason: { code: 'NOT_NOW', why: 'too-early' } });
    expect(typesOf(room.does(close, HAMMER))).toEqual(['LotSold']);
    expect(codeOf(room.does(close, HAMMER + 1))).toBe('NOT_NOW');
  });

  it('[R6] the leader wins at the standing price', () => {
    const room = roomWithBids();
    room.does(close, HAMMER);
    expect(room.events.at(-1)).toMatchObject({
      public: { status: 'sold', minimumMinor: null, nextStepsMinor: [], hammerMinor: 20_50, paddle: 65 },
      secret: { buyerId: 'A' },
    });
    expect(standingOf(room.lot, 'A')).toEqual({ paddle: 65, maxMinor: 50_00, state: 'won' });
    expect(standingOf(room.lot, 'B')).toMatchObject({ state: 'lost' });
    expect(standingOf(room.lot, 'C')).toBeNull();
  });

  it('[R6] a lot without a bid is passed', () => {
    const room = SaleRoom.open({ opening: 10 });
    expect(typesOf(room.does(close, HAMMER))).toEqual(['LotPassed']);
    expect(publicStateOf(room.lot)).toMatchObject({ status: 'passed', priceMinor: null, minimumMinor: null });
  });

  it('[R6] a closer that comes late does not lengthen bidding', () => {
    const room = roomWithBids();
    expect(room.bid('B', 60, { receivedAt: END, now: END + 5_000 })).toEqual({
      accepted: false,
      reason: { code: 'LOT_CLOSED', closedAt: END, receivedAt: END },
    });
    expect(codeOf(room.bid('B', 60, { receivedAt: END - 1, now: END + 5_000 }))).toBeNull();
  });

  it('[R6] a bid in time that is decided after the hammer is told that it is the fault of the house', () => {
    const room = roomWithBids();
    room.does(close, HAMMER);
    const reason = { code: 'LOT_CLOSED', closedAt: HAMMER, receivedAt: END - 1, cause: 'house' };
    expect(room.bid('B', 60, { receivedAt: END - 1, now: HAMMER + 1 })).toEqual({ accepted: false, reason });
    expect(room.bid('B', 60, { receivedAt: END, now: HAMMER + 1 })).toMatchObject({ reason: { closedAt: END } });
  });

  it('[R6] a bid whose own time is over never counts', () => {
    const room = roomWithBids();
    const at = END - 60_000;
    expect(codeOf(room.bid('B', 60, { receivedAt: at, notAfter: at - 1 }))).toBe('BID_EXPIRED');
    expect(codeOf(room.bid('B', 60, { receivedAt: at, notAfter: at, now: at + 1 }))).toBe('BID_EXPIRED');
    expect(codeOf(room.bid('B', 60, { receivedAt: at, notAfter: at, now: at }))).toBeNull();
  });

  it('[R6] moments never run backwards within a lot', () => {
    const room = roomWithBids();
    room.bid('C', 60, { now: END - 5_000 });
    room.bid('B', 70, { now: END - 9_000 });
    expect(room.events.at(-1)?.at).toBe(END - 5_000);
  });
});

describe('[R6] house commands', () => {
  it('[R6] a paused lot takes no bids and no hammer, and keeps its price', () => {
    const room = roomWithBids();
    room.does({ type: 'PauseLot', reason: 'staff' });
    expect(publicStateOf(room.lot)).toMatchObject({ status: 'paused', priceMinor: 20_50, minimumMinor: 21_00 });
    expect(codeOf(room.bid('B', 60))).toBe('LOT_NOT_OPEN');
    expect(codeOf(room.does(close, HAMMER))).toBe('NOT_NOW');
    expect(codeOf(room.does({ type: 'ResumeLot', endsAt: END - 1 }))).toBe('NOT_NOW');
    expect(codeOf(room.does({ type: 'ResumeLot', endsAt: END + 1 }, END + 1))).toBe('NOT_NOW');
    expect(typesOf(room.does({ type: 'ResumeLot', endsAt: END + 60_000 }, END + 1))).toEqual(['LotResumed']);
    expect(codeOf(room.bid('B', 60, { receivedAt: END + 59_999 }))).toBeNull();
  });

  it('[R6] a withdrawn lot is over and nobody wins', () => {
    const room = roomWithBids();
    room.does({ type: 'WithdrawLot' }, END - 5);
    expect(standingOf(room.lot, 'A')).toMatchObject({ state: 'lost' });
    expect(room.bid('B', 60, { receivedAt: END - 9 })).toEqual({
      accepted: false,
      reason: { code: 'LOT_CLOSED', closedAt: END - 5, receivedAt: END - 9 },
    });
    expect(codeOf(room.does({ type: 'WithdrawLot' }))).toBe('NOT_NOW');
  });

  it.each([
    [{ type: 'OpenLot' }],
    [{ type: 'ResumeLot', endsAt: END + 1 }],
    [{ type: 'LowerReserve', reserveMinor: 1 }],
  ] as const)('[R6] what makes no sense on an open lot is refused: %o', (command) => {
    expect(codeOf(roomWithBids().does(command))).toBe('NOT_NOW');
  });

  it('[R6] a lot opens at its time, not before', () => {
    const room = new SaleRoom({ opening: 10, startsAt: END - 100 });
    expect(codeOf(room.does({ type: 'OpenLot' }, END - 101))).toBe('NOT_NOW');
    expect(typesOf(room.does({ type: 'OpenLot' }, END - 100))).toEqual(['LotOpened']);
  });

  it('[R1] a lot that could never be sold is not scheduled', () => {
    const fine = scheduling({ opening: 10 });
    expect(fold(scheduleLot(fine, 0))).toMatchObject({ status: 'scheduled', seq: 1, version: 1 });
    expect(() => scheduleLot({ ...fine, openingMinor: 0 }, 0)).toThrow(/opening price/);
    expect(() => scheduleLot({ ...fine, reserveMinor: 0.5 }, 0)).toThrow(/reserve/);
    expect(() => scheduleLot({ ...fine, endsAt: fine.startsAt }, 0)).toThrow(/ends before/);
    const ladders = [
      { kind: 'flat', stepMinor: 0 },
      { kind: 'percentage', rateBp: 10_001, floorMinor: 1 },
      { kind: 'percentage', rateBp: 500, floorMinor: 0 },
      { kind: 'table', steps: [] },
      { kind: 'table', steps: [{ fromMinor: 1, stepMinor: 0 }] },
      {
        kind: 'table',
        steps: [
          { fromMinor: 5, stepMinor: 1 },
          { fromMinor: 5, stepMinor: 2 },
        ],
      },
    ] as const;
    for (const ladder of ladders) {
      expect(() => scheduleLot({ ...fine, rules: { ...fine.rules, ladder } }, 0)).toThrow(RangeError);
    }
    const softClose = { ...fine.rules.softClose, windowMs: -1 };
    expect(() => scheduleLot({ ...fine, rules: { ...fine.rules, softClose } }, 0)).toThrow(/soft close/);
  });
});
