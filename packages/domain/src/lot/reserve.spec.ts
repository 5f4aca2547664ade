import { describe, expect, it } from 'vitest';
import { codeOf, END, SaleRoom, typesOf } from './sale-room.testing.ts';

function lower(room: SaleRoom, dollars: number) {
  return room.does({ type: 'LowerReserve', reserveMinor: dollars * 100 });
}

describe('[R3] the reserve', () => {
  it('[W6] hold: below it nothing changes but "not met"; then the price jumps to it', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50 });
    expect(room.met).toBe(false);
    room.bid('A', 30);
    expect([room.stands[1], room.met]).toEqual([15, false]);
    room.bid('B', 40);
    expect([...room.stands.slice(0, 2), room.met]).toEqual(['B', 31, false]);
    room.bid('A', 75);
    expect([...room.stands.slice(0, 2), room.met]).toEqual(['A', 50, true]);
    room.bid('B', 80);
    expect(room.stands.slice(0, 2)).toEqual(['B', 76]);
  });

  it('[W6b] hold: a first bid over the reserve stands at the reserve', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50 });
    room.bid('A', 75);
    expect([room.stands[1], room.met]).toEqual([50, true]);
    room.bid('B', 60);
    expect(room.stands.slice(0, 2)).toEqual(['A', 61]);
  });

  it('[W6c] jump: below the reserve the price is the highest maximum', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50, rules: { reserveMode: 'jump' } });
    room.bid('A', 30);
    expect(room.stands[1]).toBe(30);
    room.bid('B', 40);
    expect(room.stands.slice(0, 2)).toEqual(['B', 40]);
    room.bid('A', 75);
    expect([...room.stands.slice(0, 2), room.met]).toEqual(['A', 50, true]);
  });

  it('[W6d] hold: an own raise over the reserve is public and outbids nobody', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50 });
    room.bid('A', 30);
    const raise = room.bid('A', 75);
    expect(raise).toMatchObject({ events: [{ type: 'BidPlaced', public: { priceMinor: 50_00, reserveMet: true } }] });
    expect(room.stands[0]).toBe('A');
  });

  it('[R3] a lot without a reserve says nothing of one', () => {
    expect(SaleRoom.open({ opening: 15 }).met).toBeUndefined();
  });

  it('[R3] a lowered reserve is hidden, and waits for the next accepted bid', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50 });
    room.bid('A', 40);
    expect(lower(room, 35)).toMatchObject({ events: [{ type: 'ReserveLowered', version: null, public: {} }] });
    expect([room.stands[1], room.met]).toEqual([15, false]);
    room.bid('B', 20);
    expect([...room.stands.slice(0, 2), room.met]).toEqual(['A', 35, true]);
  });

  it('[R3] an own raise lets it take effect too, hidden where it stays unmet', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50 });
    room.bid('A', 20);
    lower(room, 40);
    expect(typesOf(room.bid('A', 30))).toEqual(['MaximumRaised']);
    expect(room.lot.reserve).toEqual({ effectiveMinor: 40_00, pendingMinor: null });
    expect(typesOf(room.bid('A', 41))).toEqual(['BidPlaced']);
    expect(room.stands[1]).toBe(40);
  });

  it('[R3] a raise that meets a lowered reserve at the price that stands is public, and moves no end', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50, rules: { softClose: { windowMs: 9e5, extensionMs: 9e5 } } });
    room.bid('A', 15);
    lower(room, 15);
    const raise = room.bid('A', 16, { receivedAt: END - 1 });
    expect(raise).toMatchObject({ events: [{ type: 'BidPlaced', public: { reserveMet: true, bidCount: 2 } }] });
    expect(typesOf(raise)).toHaveLength(1);
  });

  it('[R3] without a standing maximum it counts at once', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50 });
    lower(room, 20);
    expect(room.lot.reserve).toEqual({ effectiveMinor: 20_00, pendingMinor: null });
  });

  it('[R3] jump: a reserve lowered under the standing price does not make it fall', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50, rules: { reserveMode: 'jump' } });
    room.bid('A', 30);
    lower(room, 20);
    room.bid('A', 40);
    expect([room.stands[1], room.met]).toEqual([30, true]);
  });

  it.each([
    [50, 'not-lower'],
    [60, 'not-lower'],
    [0, 'not-an-amount'],
  ])('[R3] it may not go to %i', (dollars, why) => {
    expect(lower(SaleRoom.open({ opening: 15, reserve: 50 }), dollars)).toMatchObject({
      reason: { code: 'NOT_NOW', why },
    });
  });

  it('[R3] there is nothing to lower once it is met, or where there is none', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50 });
    room.bid('A', 75);
    expect(lower(room, 20)).toMatchObject({ reason: { why: 'reserve-met' } });
    expect(lower(SaleRoom.open({ opening: 15 }), 5)).toMatchObject({ reason: { why: 'no-reserve' } });
  });

  it('[R3] a lot that closes below the reserve is passed', () => {
    const room = SaleRoom.open({ opening: 15, reserve: 50 });
    room.bid('A', 49);
    expect(typesOf(room.does({ type: 'CloseLot' }, END + 1_000))).toEqual(['LotPassed']);
    expect(codeOf(lower(room, 20))).toBe('NOT_NOW');
  });
});
