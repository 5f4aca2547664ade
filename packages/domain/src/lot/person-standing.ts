import type { Lot, Minor } from './lot.ts';
import { isOver, orderOf } from './standing.ts';

/** How a bidder stands on a lot; his own secret. */
export interface PersonStanding {
  paddle: number;
  maxMinor: Minor;
  state: 'leading' | 'outbid' | 'won' | 'lost';
}

/** How a person stands on a lot; null where no order of his stands. For that person only. */
export function standingOf(lot: Lot, personId: string): PersonStanding | null {
  const order = orderOf(lot, personId);
  if (order === null) return null;
  const leads = lot.leaderId === personId;
  const state = isOver(lot) ? (leads && lot.status === 'sold' ? 'won' : 'lost') : leads ? 'leading' : 'outbid';
  return { paddle: order.paddle, maxMinor: order.maxMinor, state };
}
