import { decide, evolve, scheduleLot, type Lot, type LotCommand, type LotEvent } from '@rostrum/domain';
import { describe, expect, it } from 'vitest';
import { dueOf, mayEndAuction } from './mail.rules.ts';

const T0 = 1_000_000;
const END = T0 + 3_600_000;

/** A lot that opens at 1.00, and who is written to of it, as long after each event as `lateMs` says. */
class Play {
  lot: Lot | null = null;
  due: string[] = [];
  ends: string[] = [];

  constructor(readonly lateMs = 0) {
    const softClose = { windowMs: 0, extensionMs: 0, mode: 'reset', maxExtensions: null, hardEnd: null } as const;
    const rules = {
      ladder: { kind: 'flat', stepMinor: 50 },
      offLadder: 'allow',
      reserveMode: 'hold',
      softClose,
    } as const;
    const what = { lotId: 'lot', auctionId: 'auction', number: 1, currency: 'EUR', consignorId: null };
    const money = { openingMinor: 100, reserveMinor: null };
    this.hear(scheduleLot({ type: 'ScheduleLot', ...what, ...money, rules, startsAt: T0, endsAt: END }, T0));
    this.do({ type: 'OpenLot' });
  }

  bid(personId: string, maxMinor: number, at = T0): this {
    const bidder = { personId, paddle: personId.charCodeAt(0), staff: false, barred: false, leftMinor: null };
    return this.do({ type: 'PlaceBid', bidder, maxMinor, receivedAt: at }, at);
  }

  do(command: LotCommand, now = T0): this {
    const decision = decide(this.lot!, command, now);
    if (!decision.accepted) throw new Error(decision.reason.code);
    this.hear(decision.events);
    return this;
  }

  private hear(events: readonly LotEvent[]): void {
    for (const event of events) {
      const after = evolve(this.lot, event);
      this.due.push(
        ...dueOf(this.lot, event, after, event.at + this.lateMs).map((due) => `${due.kind} ${due.personId}`),
      );
      if (mayEndAuction(event)) this.ends.push(event.type);
      this.lot = after;
    }
  }
}

describe('who is written to at once', () => {
  it('a leader who is outbid; not who is outbid by his own bid, nor who raises', () => {
    expect(new Play().bid('ada', 500).bid('bo', 300).bid('ada', 900).bid('cy', 2_000).due).toEqual(['outbid ada']);
  });

  it('who won', () => {
    const { due, ends } = new Play().bid('ada', 500).do({ type: 'CloseLot' }, END + 2_000);
    expect([due, ends]).toEqual([['won ada'], ['LotSold']]);
  });

  it('nobody of a bid that is no news any more, but still who won', () => {
    const play = new Play(10 * 60_000 + 1)
      .bid('ada', 500)
      .bid('bo', 900)
      .do({ type: 'CloseLot' }, END + 2_000);
    expect(play.due).toEqual(['won bo']);
    expect(new Play(10 * 60_000).bid('ada', 500).bid('bo', 900).due).toEqual(['outbid ada']);
  });

  it('nobody of a bid on a lot that is over meanwhile', () => {
    expect(new Play(1_000).bid('ada', 500, END - 1_000).bid('bo', 900, END - 1_000).due).toEqual([]);
  });
});

it('an auction may end with a sale, a pass and a withdrawal', () => {
  expect(new Play().do({ type: 'CloseLot' }, END + 2_000).ends).toEqual(['LotPassed']);
  expect(new Play().do({ type: 'WithdrawLot' }).ends).toEqual(['LotWithdrawn']);
});
