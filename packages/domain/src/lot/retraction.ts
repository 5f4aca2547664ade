import type { Instant } from './lot.ts';

/** Whether bidders may take their own bids back (R7). */
export type RetractionPolicy =
  | { kind: 'off' }
  /** Early: all of a bidder's bids. Within `lastMs` of the end: the latest only, and only `graceMs` after placing it. */
  | { kind: 'windows'; lastMs: number; graceMs: number };

const HOUR_MS = 3_600_000;

/** Policies that a house may choose from; `off` is the default. */
export const RETRACTION_POLICIES = {
  off: { kind: 'off' },
  ebay: { kind: 'windows', lastMs: 12 * HOUR_MS, graceMs: HOUR_MS },
} as const satisfies Record<string, RetractionPolicy>;

/**
 * The ledger numbers of those of a bidder's orders on a lot that he may take back now; empty where he may take back
 * none. `orders` are his orders that stand, with the moment when each was received.
 */
export function retractableBy(
  policy: RetractionPolicy,
  orders: readonly { seq: number; receivedAt: Instant }[],
  endsAt: Instant,
  now: Instant,
): number[] {
  if (policy.kind === 'off' || now >= endsAt) return [];
  if (endsAt - now > policy.lastMs) return orders.map(({ seq }) => seq);
  const latest = orders.reduce<{ seq: number; receivedAt: Instant } | null>(
    (last, order) => (last === null || order.seq > last.seq ? order : last),
    null,
  );
  return latest !== null && now - latest.receivedAt <= policy.graceMs ? [latest.seq] : [];
}
