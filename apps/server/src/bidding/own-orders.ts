import type { LotEvent } from '@rostrum/domain';

/** An accepted order of one bidder. */
export interface OwnOrder {
  seq: number;
  paddle: number;
  maxMinor: number;
  receivedAt: number;
  voided: boolean;
  /** As the history lists it; null for a hidden raise. */
  listed: { amountMinor: number; at: number } | null;
}

/** All orders of a bidder that were accepted, from the lot's whole ledger, the oldest first. */
export function ownOrders(events: readonly LotEvent[], personId: string): OwnOrder[] {
  const voided = new Set(events.flatMap((event) => (event.type === 'BidsVoided' ? event.secret.seqs : [])));
  return events.flatMap((event): OwnOrder[] => {
    if (event.type !== 'BidPlaced' && event.type !== 'MaximumRaised') return [];
    const { seq, at, secret } = event;
    const { bidderId, maxMinor, receivedAt } = secret;
    if (bidderId !== personId) return [];
    const listed = event.type === 'BidPlaced' ? { amountMinor: event.public.amountMinor, at } : null;
    const paddle = event.type === 'BidPlaced' ? event.public.paddle : event.secret.paddle;
    return [{ seq, paddle, maxMinor, receivedAt, voided: voided.has(seq), listed }];
  });
}
