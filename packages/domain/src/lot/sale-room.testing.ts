import { LADDERS } from '../money/ladder-presets.ts';
import { decide } from './decide.ts';
import type { LotDecision } from './decision.ts';
import { evolve } from './evolve.ts';
import type { Lot, LotRules, SoftClose } from './lot.ts';
import type { Bidder, LotCommand, PlaceBid, ScheduleLot, VoidBids } from './lot.commands.ts';
import type { LotEvent } from './lot.events.ts';
import { publicStateOf } from './public-state.ts';
import { scheduleLot } from './schedule-lot.ts';
import { minimumOf } from './standing.ts';

/** 18:00:00 UTC of 20 November 2026, when the lots of the examples end. */
export const END = 1_795_197_600_000;
const START = END - 86_400_000;
const NO_SOFT_CLOSE: SoftClose = { windowMs: 0, extensionMs: 0, mode: 'reset', maxExtensions: null, hardEnd: null };

/** A lot for an example: amounts in dollars, what is left out is the plain case. */
export interface Setting {
  opening: number;
  reserve?: number;
  rules?: Partial<Omit<LotRules, 'softClose'>> & { softClose?: Partial<SoftClose> };
  consignorId?: string;
  startsAt?: number;
}

/** The command that schedules such a lot. */
export function scheduling({ opening, reserve, rules = {}, consignorId, startsAt = START }: Setting): ScheduleLot {
  return {
    type: 'ScheduleLot',
    lotId: 'lot-1',
    auctionId: 'auction-1',
    number: 1,
    currency: 'USD',
    consignorId: consignorId ?? null,
    openingMinor: cents(opening),
    reserveMinor: reserve === undefined ? null : cents(reserve),
    rules: {
      ladder: LADDERS['ebay-usd'],
      offLadder: 'allow',
      reserveMode: 'hold',
      ...rules,
      softClose: { ...NO_SOFT_CLOSE, ...rules.softClose },
    },
    startsAt,
    endsAt: END,
  };
}

/** Dollars to cents. */
export function cents(dollars: number): number {
  return Math.round(dollars * 100);
}

/** The state after events. */
export function fold(events: readonly LotEvent[], from: Lot | null = null): Lot {
  let lot = from;
  for (const event of events) lot = evolve(lot, event);
  if (lot === null) throw new Error('no events');
  return lot;
}

/** A person who may bid; his paddle is the code of the first letter of his id. */
export function bidderNamed(personId: string, more: Partial<Bidder> = {}): Bidder {
  return { personId, paddle: personId.charCodeAt(0), staff: false, barred: false, leftMinor: null, ...more };
}

/** A lot with its ledger, as the shell would hold it: each command is decided and what happened is kept. */
export class SaleRoom {
  readonly events: LotEvent[];
  lot: Lot;

  constructor(setting: Setting) {
    this.events = scheduleLot(scheduling(setting), START - 1);
    this.lot = fold(this.events);
  }

  /** A room whose lot is open. */
  static open(setting: Setting): SaleRoom {
    const room = new SaleRoom(setting);
    room.does({ type: 'OpenLot' }, room.lot.startsAt);
    return room;
  }

  /** Decides a command at `now` and keeps what happened. */
  does(command: LotCommand, now: number = END - 3_600_000): LotDecision {
    const decision = decide(this.lot, command, now);
    if (decision.accepted) {
      this.events.push(...decision.events);
      this.lot = fold(decision.events, this.lot);
    }
    return decision;
  }

  /** A bid in dollars, received and decided at the same moment, an hour before the end unless said otherwise. */
  bid(bidder: string | Bidder, dollars: number, more: Partial<PlaceBid> & { now?: number } = {}): LotDecision {
    const { now = more.receivedAt ?? END - 3_600_000, ...rest } = more;
    const who = typeof bidder === 'string' ? bidderNamed(bidder) : bidder;
    return this.does({ type: 'PlaceBid', bidder: who, maxMinor: cents(dollars), receivedAt: now, ...rest }, now);
  }

  /** `['A', 20.5, 21]`: leader, price and the next minimum, in dollars. */
  get stands(): [leader: string | null, price: number | null, next: number | null] {
    const { leaderId, priceMinor } = this.lot;
    const minimum = minimumOf(this.lot);
    return [leaderId, priceMinor === null ? null : priceMinor / 100, minimum === null ? null : minimum / 100];
  }

  /** Whether the public is told that the reserve is met. */
  get met(): boolean | undefined {
    return publicStateOf(this.lot).reserveMet;
  }

  /** All orders of some bidders that were accepted and not voided, read from the ledger as the shell does. */
  ordersOf(...bidderIds: string[]): VoidBids['orders'] {
    const voided = new Set(this.events.flatMap((event) => (event.type === 'BidsVoided' ? event.secret.seqs : [])));
    return this.events.flatMap((event) => {
      if (event.type !== 'BidPlaced' && event.type !== 'MaximumRaised') return [];
      const { bidderId, maxMinor } = event.secret;
      if (!bidderIds.includes(bidderId) || voided.has(event.seq)) return [];
      const paddle = event.type === 'BidPlaced' ? event.public.paddle : event.secret.paddle;
      return [{ bidderId, paddle, maxMinor, seq: event.seq, version: event.version }];
    });
  }

  /** The command that voids everything that a bidder bid. */
  voiding(bidderId: string): VoidBids {
    const orders = this.ordersOf(bidderId);
    return { type: 'VoidBids', seqs: orders.map(({ seq }) => seq), orders, staffId: 'staff-1' };
  }
}

/** The code of a refusal, or null for what was accepted. */
export function codeOf(decision: LotDecision): string | null {
  return decision.accepted ? null : decision.reason.code;
}

/** The types of the events that a command brought. */
export function typesOf(decision: LotDecision): string[] {
  return decision.accepted ? decision.events.map(({ type }) => type) : [];
}
