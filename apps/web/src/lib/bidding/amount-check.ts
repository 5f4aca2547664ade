import type { Minor, PublicLot } from '@rostrum/contract';
import { parseAmount } from '#lib/format/amount.ts';
import { typedAmount, type CurrencyOf } from '#lib/format/money.ts';
import type { Visitor } from '#lib/visitor/visitor.svelte.ts';

/** What a bidder typed, judged: an amount that may be sent, or the sentence that says why not. */
export type CheckedAmount = { ok: true; maxMinor: Minor } | { ok: false; fault: string };

/** What a typed amount is judged by. */
export interface AmountContext {
  lot: PublicLot;
  currency: CurrencyOf;
  leading: boolean;
  ownMaxMinor: Minor | null;
}

/** Judges a typed maximum before it is sent; the house judges again. */
export function checkAmount(typed: string, visitor: Visitor, on: AmountContext): CheckedAmount {
  const t = visitor.words.bid;
  const parsed = parseAmount(typed, on.currency, visitor.locale);
  if (!parsed.ok) {
    const example = typedAmount(on.lot.minimumMinor ?? 10 ** on.currency.exponent, on.currency, visitor.locale);
    return { ok: false, fault: t.faults[parsed.fault](example, on.currency.exponent) };
  }
  const { minor } = parsed;
  if (on.leading && on.ownMaxMinor !== null) {
    if (minor <= on.ownMaxMinor) return { ok: false, fault: t.notAboveOwn(visitor.money(on.ownMaxMinor, on.currency)) };
  } else if (on.lot.minimumMinor !== null && minor < on.lot.minimumMinor) {
    return { ok: false, fault: t.belowMinimum(visitor.money(on.lot.minimumMinor, on.currency)) };
  }
  return { ok: true, maxMinor: minor };
}

/** One sentence of what a bid of this maximum will do, as far as anybody but the house can know it. */
export function willHappen(maxMinor: Minor, visitor: Visitor, on: AmountContext): string {
  const t = visitor.words.bid;
  const max = visitor.money(maxMinor, on.currency);
  const { minimumMinor, leader } = on.lot;
  if (on.leading) return t.willRaise(max);
  if (minimumMinor === null || maxMinor === minimumMinor) return t.willExactly(max);
  const low = visitor.money(minimumMinor, on.currency);
  return leader === null ? t.willOpen(max, low) : t.willLead(max, low);
}
