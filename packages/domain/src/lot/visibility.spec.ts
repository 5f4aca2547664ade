import { describe, expect, it } from 'vitest';
import { END, SaleRoom } from './sale-room.testing.ts';
import { visibleTo } from './visibility.ts';

const SECRETS = ['77123', '61234', '98765', 'person-', 'staff-', 'consignor-'];

/** A life of a lot with every kind of secret in it, each of a value that occurs nowhere else. */
function wholeLife(): SaleRoom {
  const room = SaleRoom.open({ opening: 10, reserve: 987.65, consignorId: 'consignor-1' });
  room.bid('person-a', 612.34);
  room.bid('person-a', 771.23);
  room.bid('person-b', 20);
  room.does({ type: 'LowerReserve', reserveMinor: 900_00 });
  room.does({ type: 'PauseLot', reason: 'staff' });
  room.does({ type: 'ResumeLot', endsAt: END });
  room.does(room.voiding('person-b'));
  room.does({ type: 'CloseLot' }, END + 1_000);
  return room;
}

describe('[R2] who sees what', () => {
  it('[R2] the public sees versions without a gap, and no secret, person or ledger number', () => {
    const views = wholeLife().events.flatMap((event) => visibleTo(event, { kind: 'public' }) ?? []);
    expect(views.map(({ version }) => version)).toEqual(views.map((_, index) => index + 1));
    const text = JSON.stringify(views);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(text).not.toContain('"seq"');
  });

  it('[R2] a bidder sees his own maxima beside the public part, and those of nobody else', () => {
    const { events } = wholeLife();
    const own = (personId: string) =>
      events.flatMap((event) => visibleTo(event, { kind: 'bidder', personId })?.own?.maxMinor ?? []);
    expect(own('person-a')).toEqual([612_34, 771_23]);
    expect(own('person-b')).toEqual([20_00]);
    const text = JSON.stringify(events.map((event) => visibleTo(event, { kind: 'bidder', personId: 'person-b' })));
    for (const secret of SECRETS) expect(text).not.toContain(secret);
  });

  it('[R7] a bidder learns that his bids were voided', () => {
    const voided = wholeLife().events.find(({ type }) => type === 'BidsVoided');
    expect(voided && visibleTo(voided, { kind: 'bidder', personId: 'person-b' })?.own).toEqual({ maxMinor: null });
  });

  it('[R7] even where nobody else does', () => {
    const room = SaleRoom.open({ opening: 10 });
    room.bid('A', 50);
    room.bid('A', 90);
    room.does({ type: 'VoidBids', seqs: [4], orders: room.ordersOf('A'), staffId: 's' });
    const event = room.events.at(-1);
    expect(event && visibleTo(event, { kind: 'bidder', personId: 'A' })).toMatchObject({
      type: 'BidsVoided',
      version: null,
      own: { maxMinor: 50_00 },
    });
    expect(event && visibleTo(event, { kind: 'bidder', personId: 'B' })).toBeNull();
    expect(event && visibleTo(event, { kind: 'public' })).toBeNull();
  });

  it('[R3] staff see the reserve and who bid, with ledger numbers, but no maximum', () => {
    const views = wholeLife().events.map((event) => visibleTo(event, { kind: 'staff' }));
    const text = JSON.stringify(views);
    expect(text).toContain('98765');
    expect(text).toContain('person-a');
    expect(views.map(({ seq }) => seq)).toEqual(views.map((_, index) => index + 1));
    for (const maximum of ['77123', '61234']) expect(text).not.toContain(maximum);
  });
});
