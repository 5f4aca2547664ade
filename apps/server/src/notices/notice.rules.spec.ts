import { decide, evolve, scheduleLot, type Lot, type LotCommand } from '@rostrum/domain';
import { describe, expect, it } from 'vitest';
import { toldOf } from './notice.rules.ts';

const T0 = 1_000_000;
const END = T0 + 3_600_000;

/** A lot that opens at 1.00 with steps of 0.50, and what was told of it so far. */
class Play {
  lot: Lot | null = null;
  told: string[] = [];
  urgent: string[] = [];
  watchers: string[] = [];

  constructor(watchers: string[] = [], endsAt = END) {
    this.watchers = watchers;
    const softClose = { windowMs: 0, extensionMs: 0, mode: 'reset', maxExtensions: null, hardEnd: null } as const;
    const ladder = { kind: 'flat', stepMinor: 50 } as const;
    const rules = { ladder, offLadder: 'allow', reserveMode: 'hold', softClose } as const;
    const what = { lotId: 'lot', auctionId: 'auction', number: 1, currency: 'EUR', consignorId: null };
    const money = { openingMinor: 100, reserveMinor: null };
    this.hear(scheduleLot({ type: 'ScheduleLot', ...what, ...money, rules, startsAt: T0, endsAt }, T0));
    this.do({ type: 'OpenLot' });
  }

  bid(personId: string, maxMinor: number): this {
    const paddle = personId.charCodeAt(0);
    const bidder = { personId, paddle, staff: false, barred: false, leftMinor: null };
    return this.do({ type: 'PlaceBid', bidder, maxMinor, receivedAt: T0 });
  }

  void(personId: string): this {
    const order = this.lot!.standing.find(({ bidderId }) => bidderId === personId)!;
    return this.do({ type: 'VoidBids', seqs: [order.seq], orders: [{ ...order, version: 1 }], staffId: 'staff' });
  }

  do(command: LotCommand, now = T0): this {
    const decision = decide(this.lot!, command, now);
    if (!decision.accepted) throw new Error(decision.reason.code);
    this.hear(decision.events);
    return this;
  }

  private hear(events: readonly Parameters<typeof toldOf>[1][]): void {
    for (const event of events) {
      const after = evolve(this.lot, event);
      const watchers = { all: this.watchers, untold: this.watchers };
      for (const { personId, topic, priceMinor, minimumMinor, urgent } of toldOf(this.lot, event, after, watchers)) {
        this.told.push(`${personId} ${topic} ${priceMinor} ${minimumMinor}`);
        if (urgent) this.urgent.push(`${personId} ${topic}`);
      }
      this.lot = after;
    }
  }
}

const play = (watchers: string[] = []): Play => new Play(watchers);
const words = (line: string): string => line.split(' ', 2).join(' ');

describe('who is told what', () => {
  it('a leader who is outbid, once, with the new minimum; not who is outbid by his own bid', () => {
    expect(play().bid('ada', 500).bid('bo', 300).bid('cy', 900).told).toEqual(['ada outbid 550 600']);
  });

  it('of a soft close, the first time only, bidders who neither made it nor lead', () => {
    const late = play().bid('ada', 500).bid('bo', 300).bid('cy', 400);
    const { rules } = late.lot!;
    const softClose = { ...rules.softClose, windowMs: 10 * END, extensionMs: 60_000, mode: 'add' } as const;
    late.lot = { ...late.lot!, rules: { ...rules, softClose } };
    expect(late.bid('di', 500).told).toEqual(['bo extended 500 550', 'cy extended 500 550']);
    expect(late.bid('ed', 550).told.slice(2)).toEqual(['ada outbid 550 600']);
    expect(late.lot?.extensions).toBe(2);
  });

  it('nobody of an own raise, and of opening', () => {
    expect(play().bid('ada', 500).bid('ada', 900).told).toEqual([]);
  });

  it('a void: whose bids it was, and who leads again', () => {
    const { told } = play().bid('ada', 500).bid('bo', 900).void('bo');
    expect(told.slice(1)).toEqual(['bo voided 100 150', 'ada leading 100 150']);
  });

  it('a void that leaves the leader: only whose bids it was', () => {
    expect(play().bid('ada', 500).bid('bo', 300).void('bo').told).toEqual(['bo voided 100 150']);
  });

  it('the close: who won, and who lost', () => {
    const { told } = play()
      .bid('ada', 500)
      .bid('bo', 300)
      .do({ type: 'CloseLot' }, END + 2_000);
    expect(told).toEqual(['ada won 350 null', 'bo lost 350 null']);
  });

  it('all bidders of a pause, of going on, of an outage, and of a withdrawal', () => {
    const { told } = play()
      .bid('ada', 500)
      .do({ type: 'PauseLot', reason: 'staff' })
      .do({ type: 'ResumeLot', endsAt: END })
      .do({ type: 'CompensateOutage', gapMs: 60_000, floorMs: 0 })
      .do({ type: 'WithdrawLot' });
    expect(told.map(words)).toEqual(['ada paused', 'ada extended', 'ada extended', 'ada voided']);
  });

  it('watchers: that a lot opens, and of bids that are neither their own nor told them already', () => {
    const { told } = play(['ada', 'wim']).bid('ada', 500).bid('bo', 900);
    expect(told.map(words)).toEqual(['ada opened', 'wim opened', 'wim bid', 'ada outbid', 'wim bid']);
  });

  it('watchers of a soft close, the first time only', () => {
    const late = play().bid('ada', 500).bid('bo', 300);
    late.watchers = ['ada', 'bo', 'wim'];
    const { rules } = late.lot!;
    const softClose = { ...rules.softClose, windowMs: 10 * END, extensionMs: 60_000, mode: 'add' } as const;
    late.lot = { ...late.lot!, rules: { ...rules, softClose } };
    late.bid('cy', 400).bid('cy', 600);
    expect(late.told.map(words).filter((line) => line.endsWith('extended'))).toEqual(['bo extended', 'wim extended']);
  });

  it('what is urgent: who won, and who is outbid within the last hour', () => {
    const soon = play()
      .bid('ada', 500)
      .bid('bo', 900)
      .do({ type: 'CloseLot' }, END + 2_000);
    expect(soon.urgent).toEqual(['ada outbid', 'bo won']);
    expect(new Play([], END + 1).bid('ada', 500).bid('bo', 900).urgent).toEqual([]);
  });
});
