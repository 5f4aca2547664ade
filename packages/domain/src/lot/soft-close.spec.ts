import { describe, expect, it } from 'vitest';
import { codeOf, END, SaleRoom, typesOf } from './sale-room.testing.ts';
import type { SoftClose } from './lot.ts';
import { staggeredEnd } from './staggered-end.ts';

const MINUTES = 60_000;

/** A lot with a leader, and a soft close of two minutes. */
function room(softClose: Partial<SoftClose> = {}): SaleRoom {
  const sale = SaleRoom.open({
    opening: 10,
    rules: { softClose: { windowMs: 2 * MINUTES, extensionMs: 2 * MINUTES, ...softClose } },
  });
  sale.bid('A', 50);
  return sale;
}

/** A moment of that evening. */
function at(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
  return END + (hours - 18) * 60 * MINUTES + minutes * MINUTES + Math.round(seconds * 1_000);
}

describe('[R5] soft close', () => {
  it('[R5] reset: the end follows the bids, to the millisecond', () => {
    const sale = room();
    expect(typesOf(sale.bid('B', 20, { receivedAt: at('17:57:59.999') }))).toEqual(['BidPlaced']);
    expect(typesOf(sale.bid('B', 22, { receivedAt: at('17:58:00.000') }))).toEqual(['BidPlaced']);
    expect(typesOf(sale.bid('B', 24, { receivedAt: at('17:59:30') }))).toEqual(['BidPlaced', 'LotExtended']);
    expect(sale.lot.endsAt).toBe(at('18:01:30'));
    sale.bid('B', 26, { receivedAt: at('18:01:29.999') });
    expect(sale.lot.endsAt).toBe(at('18:03:29.999'));
    expect(codeOf(sale.bid('B', 28, { receivedAt: at('18:03:29.999') }))).toBe('LOT_CLOSED');
    expect(sale.lot).toMatchObject({ extensions: 2, scheduledEndsAt: END });
  });

  it('[R5] add: each bid in the window lengthens by the whole extension', () => {
    const sale = room({ mode: 'add' });
    sale.bid('B', 20, { receivedAt: at('17:59:30') });
    expect(sale.lot.endsAt).toBe(at('18:02:00'));
  });

  it('[R5] the window begins at its very first millisecond', () => {
    const sale = room({ mode: 'add' });
    sale.bid('B', 20, { receivedAt: at('17:57:59.999') });
    expect(sale.lot.endsAt).toBe(END);
    sale.bid('B', 22, { receivedAt: at('17:58:00.000') });
    expect(sale.lot.endsAt).toBe(at('18:02:00'));
  });

  it('[R5] an extension says why, and from when to when', () => {
    expect(room().bid('B', 20, { receivedAt: at('17:59:30') })).toMatchObject({
      events: [
        { type: 'BidPlaced', version: 4 },
        {
          version: 5,
          public: { reason: 'bid', previousEndsAt: END, endsAt: at('18:01:30'), extended: true },
        },
      ],
    });
  });

  it('[R5] what counts is when a bid was received, not when it was decided', () => {
    const sale = room();
    sale.bid('B', 20, { receivedAt: at('17:59:59.999'), now: at('18:00:00.700') });
    expect(sale.lot.endsAt).toBe(at('18:01:59.999'));
  });

  it('[R5] not more often than the cap', () => {
    const sale = room({ maxExtensions: 1 });
    sale.bid('B', 20, { receivedAt: at('17:59:30') });
    sale.bid('B', 22, { receivedAt: at('18:01:00') });
    expect(sale.lot.endsAt).toBe(at('18:01:30'));
  });

  it('[R5] not beyond the hard end', () => {
    const sale = room({ hardEnd: at('18:02:00') });
    sale.bid('B', 20, { receivedAt: at('17:59:30') });
    sale.bid('B', 22, { receivedAt: at('18:01:00') });
    expect(sale.lot.endsAt).toBe(at('18:02:00'));
    expect(typesOf(sale.bid('B', 24, { receivedAt: at('18:01:30') }))).toEqual(['BidPlaced']);
  });

  it('[R5] a refused bid moves nothing', () => {
    const sale = room();
    sale.bid('B', 5, { receivedAt: at('17:59:30') });
    expect(sale.lot.endsAt).toBe(END);
  });

  it('[R5] a void that changes price or leader extends like a bid, and never takes an extension back', () => {
    const sale = room();
    sale.bid('B', 20, { receivedAt: at('17:59:30') });
    const decision = sale.does(sale.voiding('B'), at('18:01:00'));
    expect(typesOf(decision)).toEqual(['BidsVoided', 'LotExtended']);
    expect(decision).toMatchObject({ events: [{}, { public: { reason: 'void', endsAt: at('18:03:00') } }] });
  });

  it('[R5] a void after the end does not bring bidding back', () => {
    const sale = room();
    sale.bid('B', 20);
    expect(typesOf(sale.does(sale.voiding('B'), at('18:00:00')))).toEqual(['BidsVoided']);
  });

  it('[R5] staggered: one lot after another, an added one at the end of the row', () => {
    expect([0, 1, 2].map((index) => staggeredEnd(END, index, 20_000))).toEqual([END, END + 20_000, END + 40_000]);
  });
});

describe('[R5] an outage gives time back (architecture: outage)', () => {
  const outage = (sale: SaleRoom, gapMs: number, now: number) =>
    sale.does({ type: 'CompensateOutage', gapMs, floorMs: 10 * MINUTES }, now);

  it('[R5] by what was lost, and at least the floor from now, past hard end and caps', () => {
    const sale = room({ hardEnd: END, maxExtensions: 0 });
    outage(sale, 12 * MINUTES, at('17:30:00'));
    expect(sale.lot.endsAt).toBe(at('18:12:00'));
    expect(outage(sale, 1 * MINUTES, at('18:11:00'))).toMatchObject({
      events: [{ type: 'LotExtended', public: { reason: 'outage', endsAt: at('18:21:00') } }],
    });
    expect(sale.lot).toMatchObject({ extensions: 0, outageExtensions: 2 });
  });

  it('[R5] at most twice a lot', () => {
    const sale = room();
    for (let i = 0; i < 2; i++) outage(sale, MINUTES, at('17:30:00'));
    expect(outage(sale, MINUTES, at('17:30:00'))).toMatchObject({ reason: { why: 'compensated-twice' } });
  });

  it('[R5] an end beyond the hard end is not pulled back by a bid', () => {
    const sale = room({ hardEnd: END });
    outage(sale, 12 * MINUTES, at('17:30:00'));
    expect(typesOf(sale.bid('B', 20, { receivedAt: at('18:11:00') }))).toEqual(['BidPlaced']);
  });
});
