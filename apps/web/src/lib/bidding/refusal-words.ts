import type { EpochMs, WireError } from '@rostrum/contract';
import type { CurrencyOf } from '#lib/format/money.ts';
import type { Visitor } from '#lib/visitor/visitor.svelte.ts';

/** What the words of a refusal are made with. */
export interface RefusedOn {
  currency: CurrencyOf;
  zone: string;
  now: EpochMs;
  /** The house could not be reached. */
  cutOff: boolean;
}

/** A refused bid in words: what happened, and what can be done. */
export function refusalWords(error: WireError, visitor: Visitor, { currency, zone, now, cutOff }: RefusedOn): string {
  const t = visitor.words.bid;
  switch (error.code) {
    case 'BID_TOO_LOW':
      return t.tooLow(visitor.money(error.minimumMinor, currency));
    case 'BUSY':
      return cutOff ? t.noNetwork : t.refused.BUSY;
    case 'LOT_CLOSED':
      if (error.cause === 'house') return t.closedByHouse;
      return t.closed(visitor.exactTime(error.closedAt, now, zone), visitor.exactTime(error.receivedAt, now, zone));
    case 'MAY_NOT_BID':
      return t.mayNot[error.why];
    case 'LIMIT_EXCEEDED':
      return t.limit(visitor.money(error.leftMinor, currency));
    case 'LOT_NOT_OPEN':
      return error.opensAt > now ? t.notOpen(visitor.time(error.opensAt, now, zone)) : t.refused.LOT_NOT_OPEN;
    case 'INTERNAL':
      return t.refused.INTERNAL(error.errorId);
    case 'MAY_NOT_WRITE':
      return t.refused.FORBIDDEN;
    case 'NOT_FOUND':
      return t.refused.LOT_UNKNOWN;
    case 'OUTCOME_UNKNOWN':
      return t.cancelled;
    default:
      return t.refused[error.code];
  }
}
