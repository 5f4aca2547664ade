import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { incrementAt } from '../money/ladder.ts';
import { decide } from './decide.ts';
import type { LotCommand } from './lot.commands.ts';
import { publicStateOf } from './public-state.ts';
import { commandOf, move, setting, type Move } from './random-play.testing.ts';
import { bidderNamed, END, SaleRoom, type Setting } from './sale-room.testing.ts';
import { minimumOf, orderOf } from './standing.ts';
import { visibleTo } from './visibility.ts';

/** A hidden command, put in before a move of the public play. */
type Hidden = { kind: 'raise'; by: number } | { kind: 'reserve'; by: number } | null;

const hidden: fc.Arbitrary<Hidden> = fc.oneof(
  fc.record({ kind: fc.constant('raise' as const), by: fc.integer({ min: 1, max: 100_000 }) }),
  fc.record({ kind: fc.constant('reserve' as const), by: fc.integer({ min: 1, max: 1_000 }) }),
  fc.constant(null),
);

/** So high that no bid of a play reaches it: lowering it step by step stays without effect. */
const HIGH_RESERVE = 9_000_000;

function hiddenCommand(room: SaleRoom, secret: Hidden, now: number): LotCommand | null {
  const { lot } = room;
  if (secret?.kind === 'reserve') {
    const reserveMinor = (lot.reserve?.pendingMinor ?? lot.reserve?.effectiveMinor ?? 0) - secret.by;
    return { type: 'LowerReserve', reserveMinor };
  }
  const own = orderOf(lot, lot.leaderId);
  if (secret === null || own === null) return null;
  const bidder = bidderNamed(own.bidderId);
  return { type: 'PlaceBid', bidder, maxMinor: own.maxMinor + secret.by, receivedAt: now };
}

/** Puts a hidden command in, if everything that comes of it is hidden. */
function slipIn(room: SaleRoom, secret: Hidden, now: number): void {
  const command = hiddenCommand(room, secret, now);
  if (command === null) return;
  const decision = decide(room.lot, command, now);
  if (decision.accepted && decision.events.every(({ version }) => version === null)) room.does(command, now);
}

/**
 * A move as it is made in both plays. A rival's bid that reaches the leader's maximum uncovers it, as it should; so does
 * a void of the leader's bids. Those are kept out: rivals stay a step below it.
 */
function openCommand(room: SaleRoom, next: Move, now: number): LotCommand | null {
  const command = commandOf(room, next, now);
  if (command === null || command.type === 'LowerReserve') return null;
  const leader = orderOf(room.lot, room.lot.leaderId);
  if (leader === null) return command;
  if (command.type === 'VoidBids') return command.orders[0]?.bidderId === leader.bidderId ? null : command;
  if (command.type !== 'PlaceBid') return command;
  if (command.bidder.personId === leader.bidderId) return null;
  const { maxMinor } = command;
  const reaches = maxMinor + incrementAt(room.lot.rules.ladder, maxMinor) > leader.maxMinor;
  return reaches ? { ...command, maxMinor: minimumOf(room.lot) ?? 1 } : command;
}

function stillReaches(room: SaleRoom, command: LotCommand): boolean {
  const leader = orderOf(room.lot, room.lot.leaderId);
  if (command.type !== 'PlaceBid' || leader === null) return false;
  return command.maxMinor + incrementAt(room.lot.rules.ladder, command.maxMinor) > leader.maxMinor;
}

/** The same void in the other play, whose ledger numbers differ: found by public version. */
function translated(command: LotCommand, room: SaleRoom): LotCommand {
  if (command.type !== 'VoidBids') return command;
  const versions = command.orders.filter(({ seq }) => command.seqs.includes(seq)).map(({ version }) => version);
  const orders = room.ordersOf(...new Set(command.orders.map(({ bidderId }) => bidderId)));
  const seqs = orders.filter(({ version }) => version !== null && versions.includes(version)).map(({ seq }) => seq);
  return { ...command, seqs, orders };
}

const publicBytes = (room: SaleRoom) =>
  JSON.stringify([room.events.flatMap((event) => visibleTo(event, { kind: 'public' }) ?? []), publicStateOf(room.lot)]);

it('[W5b] hidden commands put into a play leave every public byte and every refusal as it was', () => {
  let slipped = 0;
  const steps = fc.array(fc.tuple(move, hidden), { maxLength: 50, size: 'max' });
  const property = fc.property(setting, fc.boolean(), steps, (lot: Setting, reserved, play) => {
    const given = { ...lot, reserve: reserved ? HIGH_RESERVE : 0.01 };
    const [plain, secret] = [SaleRoom.open(given), SaleRoom.open(given)];
    let now = END - 1_200_000;
    for (const [next, insert] of play) {
      now += next.kind === 'wait' ? next.ms : 500;
      slipIn(secret, insert, now);
      const command = openCommand(plain, next, now);
      if (command !== null && !stillReaches(plain, command)) {
        const [inPlain, inSecret] = [plain.does(command, now), secret.does(translated(command, secret), now)];
        expect(inSecret.accepted).toBe(inPlain.accepted);
        if (!inPlain.accepted) expect(inSecret).toEqual(inPlain);
      }
      expect(publicBytes(secret)).toBe(publicBytes(plain));
    }
    slipped += secret.events.length - plain.events.length;
  });
  fc.assert(property, { numRuns: 300 });
  expect(slipped).toBeGreaterThan(0);
});
