import { hash } from 'node:crypto';
import type { BidCommand } from '@rostrum/contract';

/** Tells a retry from another bid under the same id: SHA-256 over all that was asked. */
export function requestHash(bid: Omit<BidCommand, 'id'>): string {
  const asked = [bid.lotId, bid.maxMinor, bid.currency ?? null, bid.notAfter ?? null];
  return hash('sha256', JSON.stringify(asked));
}
