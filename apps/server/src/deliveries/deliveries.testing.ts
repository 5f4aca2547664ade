import type { DueDelivery, FreshNotice, Recipient } from '@rostrum/database';

/** Ten in the morning in Berlin, nine by UTC. */
export const NOW = Date.parse('2026-11-22T09:00:00Z');
export const HOUR_MS = 3_600_000;

/** A notice of a lot that is open for two days. */
export function freshNotice(change: Partial<FreshNotice> = {}): FreshNotice {
  return {
    id: 'n',
    personId: 'ada',
    lotId: 'lot',
    auctionId: null,
    seq: 3,
    topic: 'outbid',
    at: NOW,
    priceMinor: 2_000,
    minimumMinor: 2_100,
    urgent: false,
    talk: null,
    seenAt: null,
    lotEndsAt: NOW + 48 * HOUR_MS,
    ...change,
  };
}

/** One whose time has come. */
export function dueDelivery(noticeId: string, change: Partial<DueDelivery> = {}): DueDelivery {
  const { id: _id, ...rest } = freshNotice();
  return { ...rest, noticeId, channel: 'mail', ...change };
}

/** Somebody in Berlin with a confirmed address and a browser that takes pushes, who chose nothing and is not on line. */
export function recipient(change: Partial<Recipient> = {}): Recipient {
  return {
    personId: 'ada',
    welcome: true,
    verified: true,
    push: true,
    seenAt: null,
    zone: 'Europe/Berlin',
    mailPace: 'now',
    quietFrom: null,
    quietTo: null,
    chosen: {},
    ...change,
  };
}
