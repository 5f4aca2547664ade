import type { AcceptedOrder } from '@rostrum/database';

/**
 * The orders that go when the bids of these public versions are voided: each with the raises that its bidder hid behind
 * it, up to his next listed bid. Staff cannot name what they may not see. Null where a version names no standing bid.
 */
export function voidedSeqs(orders: readonly AcceptedOrder[], versions: readonly number[]): number[] | null {
  const wanted = new Set(versions);
  const seqs: number[] = [];
  const going = new Map<string, boolean>();
  for (const order of orders.toSorted((a, b) => a.seq - b.seq)) {
    if (order.version !== null) going.set(order.bidderId, wanted.delete(order.version));
    if (going.get(order.bidderId)) seqs.push(order.seq);
  }
  return wanted.size === 0 && seqs.length > 0 ? seqs : null;
}
