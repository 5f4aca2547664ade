import type { Lot, LotEvent } from '@rostrum/domain';

/** Who is written to of an event at once. */
export interface Due {
  kind: 'outbid' | 'won';
  personId: string;
}

/** Being outbid this long ago, in ms, is no news any more. */
const OUTBID_NEWS_MS = 10 * 60_000;

/** What an event makes the house write at once: a pure function of the lot before and after it. `now` in epoch ms. */
export function dueOf(before: Lot | null, event: LotEvent, after: Lot, now: number): Due[] {
  if (event.type === 'LotSold') return [{ kind: 'won', personId: event.secret.buyerId }];
  if (event.type !== 'BidPlaced') return [];
  const former = before?.leaderId ?? null;
  const late = now - event.at > OUTBID_NEWS_MS || after.endsAt <= now;
  return former === null || former === after.leaderId || late ? [] : [{ kind: 'outbid', personId: former }];
}

/** Whether an event may have been the last of its auction. */
export function mayEndAuction({ type }: Pick<LotEvent, 'type'>): boolean {
  return type === 'LotSold' || type === 'LotPassed' || type === 'LotWithdrawn';
}
