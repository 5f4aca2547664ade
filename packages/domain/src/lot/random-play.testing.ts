import * as fc from 'fast-check';
import { LADDERS } from '../money/ladder-presets.ts';
import type { Ladder } from './lot.ts';
import type { LotCommand } from './lot.commands.ts';
import type { LotEvent } from './lot.events.ts';
import { bidderNamed, END, SaleRoom, type Setting } from './sale-room.testing.ts';
import { minimumOf, orderOf } from './standing.ts';

const BIDDERS = ['A', 'B', 'C', 'D'];

/** One step of a random play; what it means is decided by the state that it meets. */
export type Move =
  | { kind: 'bid'; who: number; over: number; early: number }
  | { kind: 'void'; who: number; which: number }
  | { kind: 'house'; what: 'OpenLot' | 'CloseLot' | 'PauseLot' | 'ResumeLot' | 'WithdrawLot' | 'Outage' }
  | { kind: 'reserve'; dollars: number }
  | { kind: 'wait'; ms: number };

/** What is repeated comes more often: a withdrawn lot ends the play, a paused one holds it up. */
const HOUSE_COMMANDS = [
  ...(['CloseLot', 'CloseLot', 'CloseLot', 'PauseLot', 'ResumeLot', 'ResumeLot', 'ResumeLot'] as const),
  ...(['OpenLot', 'OpenLot', 'WithdrawLot', 'Outage'] as const),
];

const bid = fc.record({
  kind: fc.constant('bid' as const),
  who: fc.nat(BIDDERS.length - 1),
  // Over the minimum, in cents; below it a few times.
  over: fc.oneof(fc.constant(0), fc.integer({ min: -50, max: 500 }), fc.integer({ min: 0, max: 60_000 })),
  early: fc.integer({ min: 0, max: 2_000 }),
});

/** Mostly bids, now and then something else. */
export const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 12, arbitrary: bid },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('void' as const), who: fc.nat(3), which: fc.nat(5) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('house' as const),
      what: fc.constantFrom(...HOUSE_COMMANDS),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('reserve' as const), dollars: fc.integer({ min: 1, max: 400 }) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 400_000 }) }) },
);

const ladder: fc.Arbitrary<Ladder> = fc.constantFrom<Ladder>(
  LADDERS['ebay-usd'],
  LADDERS['trade-me-nzd'],
  LADDERS.flat,
  LADDERS.percentage,
);

/** Lots of every sort of rules. */
export const setting: fc.Arbitrary<Setting> = fc.record(
  {
    opening: fc.integer({ min: 1, max: 20_000 }).map((amountMinor) => amountMinor / 100),
    reserve: fc.integer({ min: 1, max: 500 }),
    rules: fc.record({
      ladder,
      offLadder: fc.constantFrom('allow', 'allow', 'refuse'),
      reserveMode: fc.constantFrom('hold', 'jump'),
      softClose: fc.record({
        windowMs: fc.constantFrom(0, 120_000, 600_000),
        extensionMs: fc.constantFrom(0, 60_000, 300_000),
        mode: fc.constantFrom('reset', 'add'),
        maxExtensions: fc.constantFrom(null, 0, 2),
        hardEnd: fc.constantFrom(null, END, END + 400_000),
      }),
    }),
  },
  { requiredKeys: ['opening', 'rules'] },
);

/** The command that a move means in a room; null where it means none (time goes by). */
export function commandOf(room: SaleRoom, next: Move, now: number): LotCommand | null {
  switch (next.kind) {
    case 'wait':
      return null;
    case 'reserve':
      return { type: 'LowerReserve', reserveMinor: next.dollars * 100 };
    case 'void': {
      const orders = room.ordersOf(BIDDERS[next.who] ?? 'A');
      const order = orders[next.which % Math.max(1, orders.length)];
      return { type: 'VoidBids', seqs: order ? [order.seq] : [], orders, staffId: 'staff-1' };
    }
    case 'bid': {
      const personId = BIDDERS[next.who] ?? 'A';
      const own = room.lot.leaderId === personId ? orderOf(room.lot, personId)?.maxMinor : undefined;
      const maxMinor = (own ?? minimumOf(room.lot) ?? room.lot.openingMinor) + next.over;
      return { type: 'PlaceBid', bidder: bidderNamed(personId), maxMinor, receivedAt: now - next.early };
    }
    case 'house':
      return houseCommand(room, next.what, now);
  }
}

function houseCommand(room: SaleRoom, what: Extract<Move, { kind: 'house' }>['what'], now: number): LotCommand {
  switch (what) {
    case 'Outage':
      return { type: 'CompensateOutage', gapMs: 60_000, floorMs: 120_000 };
    case 'PauseLot':
      return { type: 'PauseLot', reason: 'staff' };
    case 'ResumeLot':
      return { type: 'ResumeLot', endsAt: Math.max(now + 120_000, room.lot.endsAt) };
    default:
      return { type: what };
  }
}

/** What a watcher of a play is told of each command, with the room as it was before and is after. */
export interface Turn {
  before: SaleRoom['lot'];
  after: SaleRoom['lot'];
  command: LotCommand;
  now: number;
  /** null: refused. */
  events: readonly LotEvent[] | null;
}

/** Plays moves in a room whose lot ends in twenty minutes and calls `watch` after each command. */
export function play(room: SaleRoom, moves: readonly Move[], watch: (turn: Turn) => void = () => {}): void {
  let now = END - 1_200_000;
  for (const next of moves) {
    now += next.kind === 'wait' ? next.ms : 500;
    const command = commandOf(room, next, now);
    if (command === null) continue;
    const before = room.lot;
    const decision = room.does(command, now);
    watch({ before, after: room.lot, command, now, events: decision.accepted ? decision.events : null });
  }
}
