import type { LotEvent } from '@rostrum/domain';

/** Whether an event may have been the last of its auction. */
export function mayEndAuction({ type }: Pick<LotEvent, 'type'>): boolean {
  return type === 'LotSold' || type === 'LotPassed' || type === 'LotWithdrawn';
}
