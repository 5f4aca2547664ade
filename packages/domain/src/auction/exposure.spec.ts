import { describe, expect, it } from 'vitest';
import { END, SaleRoom } from '../lot/sale-room.testing.ts';
import { exposureOf, leftOfLimit } from './exposure.ts';

function lotNamed(id: string, play: (room: SaleRoom) => void) {
  const room = SaleRoom.open({ opening: 10 });
  play(room);
  return { ...room.lot, id };
}

describe('[R2] a limit spans lots', () => {
  const lots = [
    lotNamed('led', (room) => room.bid('A', 50)),
    lotNamed('outbid', (room) => {
      room.bid('A', 20);
      room.bid('B', 60);
    }),
    lotNamed('won', (room) => {
      room.bid('A', 100);
      room.does({ type: 'CloseLot' }, END + 1_000);
    }),
    lotNamed('withdrawn', (room) => {
      room.bid('A', 70);
      room.does({ type: 'WithdrawLot' });
    }),
    lotNamed('paused', (room) => {
      room.bid('A', 30);
      room.does({ type: 'PauseLot', reason: 'staff' });
    }),
  ];

  it('[R2] exposure is own maxima on lots led and hammers won', () => {
    expect(exposureOf(lots, 'A')).toBe(50_00 + 10_00 + 30_00);
    expect(exposureOf(lots, 'B')).toBe(60_00);
  });

  it('[R2] what is left for a lot does not count the own maximum on it', () => {
    expect(leftOfLimit(100_00, lots, 'A', 'led')).toBe(60_00);
    expect(leftOfLimit(100_00, lots, 'A', 'outbid')).toBe(10_00);
  });
});
