import { Injectable } from '@nestjs/common';
import type { LockedLot } from '@rostrum/database';
import { decide, evolve, previewVoid } from '@rostrum/domain';
import type { Lot, LotCommand, LotRefusal, PlaceBid, VoidBids } from '@rostrum/domain';
import type { Verdict } from './lot-queue.ts';
import { LotQueues } from './lot-queues.ts';
import { voidedSeqs } from './voided-seqs.ts';

/** A command of the house that brings all it needs with it. */
export type HouseCommand = Exclude<LotCommand, PlaceBid | VoidBids>;

/** Why the house's command did nothing; `OUTCOME_UNKNOWN`: it may have done something. */
export type HouseRefusal = LotRefusal | { code: 'BUSY' } | { code: 'OUTCOME_UNKNOWN' };

export type Outcome<T = object> = ({ ok: true } & T) | { ok: false; reason: HouseRefusal };

/** What a void would do: leaders are paddle numbers, `told` counts the people who would be told. */
export interface VoidForecast {
  leaderBefore: number | null;
  leaderAfter: number | null;
  priceBeforeMinor: number | null;
  priceAfterMinor: number | null;
  told: number;
}

/**
 * Which bids are to be voided: those of these public versions, each with the raises that its bidder hid behind it; or the
 * one order of this number in the ledger, which its own bidder asks back.
 */
export type VoidedBids = { versions: readonly number[] } | { seq: number };

const BUSY = { ok: false, reason: { code: 'BUSY' } } as const;
const NO_SUCH_BIDS = { ok: false, reason: { code: 'NOT_NOW', why: 'no-such-bids' } } as const;

/** Commands of timers and staff, through the same queue as bids. They keep no receipt; asking twice is told by the rules. */
@Injectable()
export class LotCommands {
  constructor(private readonly queues: LotQueues) {}

  /** Answers when it is decided, or known not to be. */
  execute(lotId: string, command: HouseCommand): Promise<Outcome> {
    return this.decide(lotId, (lot, locked) => judged(lot, command, locked));
  }

  /** Voids these bids; price and leader are computed again. */
  void(lotId: string, bids: VoidedBids, staffId: string): Promise<Outcome> {
    return this.decide(lotId, async (lot, locked) => {
      const command = await voidCommand(lot, locked, bids, staffId);
      return command ? judged(lot, command, locked) : unchanged(lot, NO_SUCH_BIDS);
    });
  }

  /** What `void` would do now. Changes nothing. */
  previewVoid(lotId: string, bids: VoidedBids): Promise<Outcome<{ forecast: VoidForecast }>> {
    return this.decide(lotId, async (lot, locked) => {
      const command = await voidCommand(lot, locked, bids, '');
      const preview = command && previewVoid(lot, command);
      if (!preview) return unchanged(lot, NO_SUCH_BIDS);
      const { toldIds, ...forecast } = preview;
      return unchanged(lot, { ok: true, forecast: { ...forecast, told: toldIds.length } });
    });
  }

  private async decide<T>(lotId: string, judge: Judge<T>): Promise<Outcome<T>> {
    let outcome: Outcome<T> = BUSY;
    const answer = await this.queues.submit(lotId, {
      stored: { command: null, bidderId: null },
      decide: async (lot, locked) => {
        const judged = await judge(lot, locked);
        outcome = judged.outcome;
        return judged.verdict;
      },
    });
    if (answer.kind === 'fresh') return outcome;
    if (answer.kind === 'lot-unknown') return { ok: false, reason: { code: 'LOT_UNKNOWN' } };
    return answer.kind === 'outcome-unknown' ? { ok: false, reason: { code: 'OUTCOME_UNKNOWN' } } : BUSY;
  }
}

interface Judged<T> {
  verdict: Verdict;
  outcome: Outcome<T>;
}
type Judge<T> = (lot: Lot, locked: LockedLot) => Judged<T> | Promise<Judged<T>>;

function judged(lot: Lot, command: HouseCommand | VoidBids, locked: LockedLot): Judged<object> {
  const decision = decide(lot, command, locked.now);
  if (!decision.accepted) return unchanged(lot, { ok: false, reason: decision.reason });
  const after = decision.events.reduce(evolve, lot);
  return { verdict: { lot: after, events: decision.events, answer: null }, outcome: { ok: true } };
}

function unchanged<T>(lot: Lot, outcome: Outcome<T>): Judged<T> {
  return { verdict: { lot, events: [], answer: null }, outcome };
}

async function voidCommand(lot: Lot, locked: LockedLot, bids: VoidedBids, staffId: string): Promise<VoidBids | null> {
  const orders = await locked.ordersOf(lot.standing.map((order) => order.bidderId));
  const seqs = 'seq' in bids ? [bids.seq] : voidedSeqs(orders, bids.versions);
  return seqs && { type: 'VoidBids', seqs, orders, staffId };
}
