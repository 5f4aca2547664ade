import type { Lot, Minor } from './lot.ts';
import type { VoidBids } from './lot.commands.ts';
import { orderOf } from './standing.ts';
import { faultOfVoid, remainderOf } from './void-bids.ts';

/** What staff see before they void bids (R7): "leader B → A, price 81 → 51, 3 people will be told". Leaders are paddles. */
export interface VoidPreview {
  leaderBefore: number | null;
  leaderAfter: number | null;
  priceBeforeMinor: Minor | null;
  priceAfterMinor: Minor | null;
  /** Person ids of those who will be told: the voided bidders and a new leader. */
  toldIds: string[];
}

/** What a void would do. Changes nothing; null where the void would be refused. */
export function previewVoid(lot: Lot, command: VoidBids): VoidPreview | null {
  if (faultOfVoid(lot, command) !== null) return null;
  const { priceMinor, leader, standing } = remainderOf(lot, command);
  const told = new Set(standing.map(({ bidderId }) => bidderId));
  if (leader !== null && leader.bidderId !== lot.leaderId) told.add(leader.bidderId);
  return {
    leaderBefore: orderOf(lot, lot.leaderId)?.paddle ?? null,
    leaderAfter: leader?.paddle ?? null,
    priceBeforeMinor: lot.priceMinor,
    priceAfterMinor: priceMinor,
    toldIds: [...told],
  };
}
