import { describe, expect, it } from 'vitest';
import { bidderNamed, codeOf, END, SaleRoom, typesOf, type Setting } from './sale-room.testing.ts';
import { publicStateOf } from './public-state.ts';

type Step = [bidder: string, maximum: number, leader: string | null, price: number | null, next?: number];

function play(setting: Setting, steps: Step[]): SaleRoom {
  const room = SaleRoom.open(setting);
  for (const [bidder, maximum, leader, price, next] of steps) {
    expect(room.bid(bidder, maximum)).toMatchObject({ accepted: true });
    expect(room.stands.slice(0, 2), `after ${bidder} ${maximum}`).toEqual([leader, price]);
    if (next !== undefined) expect(room.stands[2]).toBe(next);
  }
  return room;
}

describe('[R4] worked examples of proxy bids', () => {
  it('[W1] the price is one step over the second maximum, capped at the first', () => {
    play({ opening: 10 }, [
      ['A', 50, 'A', 10, 10.5],
      ['B', 20, 'A', 20.5, 21],
      ['B', 49.5, 'A', 50, 51],
      ['C', 60, 'C', 51, 52],
    ]);
  });

  it('[W2] among equal maxima the earlier one leads, at that amount', () => {
    play({ opening: 10 }, [
      ['A', 50, 'A', 10],
      ['B', 50, 'A', 50, 51],
      ['B', 51, 'B', 51],
    ]);
  });

  it('[W3] a maximum may win by less than a step', () => {
    play({ opening: 100 }, [
      ['A', 250, 'A', 100],
      ['B', 251, 'B', 251, 256],
    ]);
    play({ opening: 100 }, [
      ['A', 240, 'A', 100],
      ['B', 241, 'B', 241, 243.5],
    ]);
  });

  it('[W4] a tie goes to him who set that maximum first, not to him who bid first', () => {
    play({ opening: 1 }, [
      ['A', 50, 'A', 1],
      ['B', 100, 'B', 51],
      ['A', 100, 'B', 100],
    ]);
  });

  it('[W5] a raise lifts a price that was capped, and must exceed the own maximum', () => {
    const room = play({ opening: 10 }, [
      ['A', 50, 'A', 10],
      ['B', 49.5, 'A', 50],
      ['A', 100, 'A', 50.5],
    ]);
    expect(room.bid('A', 80)).toEqual({ accepted: false, reason: { code: 'BID_TOO_LOW', minimumMinor: 100_01 } });
    expect(codeOf(room.bid('A', 100))).toBe('BID_TOO_LOW');
  });

  it('[W5b] a raise that changes nothing visible is hidden: no version, no count, no soft close', () => {
    const room = SaleRoom.open({ opening: 10, rules: { softClose: { windowMs: 120_000, extensionMs: 120_000 } } });
    room.bid('A', 50);
    room.bid('B', 20);
    const before = publicStateOf(room.lot);
    const raise = room.bid('A', 90, { receivedAt: END - 1 });
    expect(raise).toMatchObject({ events: [{ type: 'MaximumRaised', version: null, public: {} }] });
    expect(publicStateOf(room.lot)).toEqual(before);
    expect(room.lot).toMatchObject({ version: 4, seq: 5, endsAt: END });
    room.bid('C', 60, { receivedAt: END - 1 });
    expect(room.stands).toEqual(['A', 61, 62]);
  });

  it('[W8] the step is that of the second maximum', () => {
    play({ opening: 0.01 }, [
      ['A', 0.99, 'A', 0.01],
      ['B', 5, 'B', 1.04, 1.29],
    ]);
    play({ opening: 1 }, [
      ['A', 99.99, 'A', 1],
      ['B', 200, 'B', 100.99, 103.49],
    ]);
    play({ opening: 1 }, [
      ['A', 5_000, 'A', 1],
      ['B', 6_000, 'B', 5_100],
      ['C', 5_200, 'B', 5_300],
    ]);
  });

  it('[W9] a maximum off the ladder is taken as it is, one below the minimum is not', () => {
    const room = play({ opening: 10 }, [['A', 50, 'A', 10]]);
    expect(room.bid('B', 10.4)).toEqual({ accepted: false, reason: { code: 'BID_TOO_LOW', minimumMinor: 10_50 } });
    room.bid('B', 10.5);
    expect(room.stands.slice(0, 2)).toEqual(['A', 11]);
    room.bid('B', 11.63);
    expect(room.stands.slice(0, 2)).toEqual(['A', 12.13]);
  });

  it.each([0, -5, NaN, Infinity, 10.001, 1e308])('[W10] %d never stands, even past the door', (dollars) => {
    const room = SaleRoom.open({ opening: 10 });
    expect(codeOf(room.bid('A', dollars, { maxMinor: dollars * 100 }))).toBe('BID_TOO_LOW');
    expect(room.lot.standing).toEqual([]);
  });

  it('[R1] a house may refuse what is off the ladder, and says the next step', () => {
    const room = SaleRoom.open({ opening: 9.99, rules: { offLadder: 'refuse' } });
    expect(room.bid('A', 10.1)).toMatchObject({ reason: { code: 'BID_TOO_LOW', minimumMinor: 10_50 } });
    expect(codeOf(room.bid('A', 9.99))).toBeNull();
    expect(room.bid('A', 9.98)).toMatchObject({ reason: { minimumMinor: 10_00 } });
    expect(room.bid('A', 10.3)).toMatchObject({ reason: { minimumMinor: 10_50 } });
    expect(publicStateOf(room.lot).nextStepsMinor).toEqual([10_49, 11_00, 11_50, 12_00, 12_50]);
    expect(codeOf(room.bid('B', 10.49))).toBeNull();
  });

  it('[R2] what the history lists of a leader is the price, of anybody else his maximum', () => {
    const room = SaleRoom.open({ opening: 10 });
    expect(room.bid('A', 50)).toMatchObject({ events: [{ public: { paddle: 65, amountMinor: 10_00, leader: 65 } }] });
    expect(room.bid('B', 20)).toMatchObject({ events: [{ public: { paddle: 66, amountMinor: 20_00 } }] });
    expect(room.bid('C', 60)).toMatchObject({ events: [{ public: { amountMinor: 51_00, leader: 67, bidCount: 3 } }] });
  });

  it('[R2] a public event carries what it changed and nothing else', () => {
    const room = SaleRoom.open({ opening: 10 });
    room.bid('A', 50);
    const decision = room.bid('B', 20);
    expect(decision.accepted && decision.events[0]?.public).toEqual({
      priceMinor: 20_50,
      minimumMinor: 21_00,
      nextStepsMinor: [21_00, 21_50, 22_00, 22_50, 23_00],
      bidCount: 2,
      paddle: 66,
      amountMinor: 20_00,
    });
  });
});

describe('[R2] who may bid', () => {
  const room = () => SaleRoom.open({ opening: 10, consignorId: 'K' });

  it.each([
    ['staff', bidderNamed('A', { staff: true })],
    ['consignor', bidderNamed('K')],
    ['unregistered', bidderNamed('A', { paddle: null })],
    ['barred', bidderNamed('A', { barred: true })],
  ])('[R2] not he who is %s', (why, bidder) => {
    expect(room().bid(bidder, 20)).toEqual({ accepted: false, reason: { code: 'MAY_NOT_BID', why } });
  });

  it('[R2] nobody beyond his limit, to the cent', () => {
    const limited = bidderNamed('A', { leftMinor: 20_00 });
    expect(room().bid(limited, 20.01)).toEqual({
      accepted: false,
      reason: { code: 'LIMIT_EXCEEDED', leftMinor: 20_00 },
    });
    expect(codeOf(room().bid(limited, 20))).toBeNull();
    expect(room().bid(bidderNamed('A', { leftMinor: -1 }), 20)).toMatchObject({ reason: { leftMinor: 0 } });
  });

  it('[R2] nobody in another currency', () => {
    expect(codeOf(room().bid('A', 20, { currency: 'EUR' }))).toBe('CURRENCY_MISMATCH');
    expect(codeOf(room().bid('A', 20, { currency: 'USD' }))).toBeNull();
  });

  it('[R2] a scheduled lot opens with a bid once its time has come, not before', () => {
    const early = new SaleRoom({ opening: 10, startsAt: END - 1_000 });
    expect(early.bid('A', 20, { receivedAt: END - 1_001 })).toEqual({
      accepted: false,
      reason: { code: 'LOT_NOT_OPEN', opensAt: END - 1_000 },
    });
    expect(typesOf(early.bid('A', 20, { receivedAt: END - 1_000 }))).toEqual(['LotOpened', 'BidPlaced']);
    expect(early.lot).toMatchObject({ status: 'open', seq: 3, version: 3, standing: [{ seq: 3 }] });
  });
});
