import type { Standing } from '@rostrum/contract';
import type { LotEvent } from '@rostrum/domain';
import type { LotChanged } from '../../bidding/index.ts';

const TELLS_ALL: ReadonlySet<LotEvent['type']> = new Set(['LotSold', 'LotPassed', 'LotWithdrawn']);

/**
 * Whose standing a change may have moved: who acted, who led and who leads, whose bids were voided, and at the close
 * everybody who has bid.
 */
export function personsConcerned({ before, lot, events }: Pick<LotChanged, 'before' | 'lot' | 'events'>): Set<string> {
  const persons = new Set<string>();
  for (const event of events) {
    if (event.type === 'BidPlaced' || event.type === 'MaximumRaised') persons.add(event.secret.bidderId);
    if (event.type === 'BidsVoided') for (const { bidderId } of event.secret.standing) persons.add(bidderId);
    if (TELLS_ALL.has(event.type)) for (const { bidderId } of lot.standing) persons.add(bidderId);
  }
  if (before.version === lot.version) return persons;
  if (before.leaderId !== null) persons.add(before.leaderId);
  if (lot.leaderId !== null) persons.add(lot.leaderId);
  return persons;
}

/** How somebody stands none of whose bids count any more. */
export function standingAfter({ before, lot }: Pick<LotChanged, 'before' | 'lot'>, personId: string): Standing {
  const former = before.standing.find(({ bidderId }) => bidderId === personId);
  return {
    lotId: lot.id,
    auctionId: lot.auctionId,
    paddle: former?.paddle ?? null,
    maxMinor: null,
    state: 'watching',
    version: lot.version,
  };
}
