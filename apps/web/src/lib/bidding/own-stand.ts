import type { Minor, PublicLot, PublicLotEvent, Standing } from '@rostrum/contract';
import type { BidPhase } from './bid-machine.svelte.ts';

/** The visitor's own side of a lot. */
export interface OwnStand {
  /** His paddle in this auction; null where he has not registered. */
  paddle: number | null;
  /** His highest maximum that the house has taken. */
  maxMinor: Minor | null;
  leading: boolean;
}

/** Puts together what the page, the live standing and the last receipt say; the newest counts. */
export function ownStand(lot: PublicLot, standing: Standing | null, paddle: number | null, phase: BidPhase): OwnStand {
  const own = standing?.paddle ?? paddle;
  const receipt = phase.at === 'accepted' && phase.receipt.lotId === lot.id ? phase.receipt : null;
  const fromReceipt = receipt && (standing?.version ?? 0) <= receipt.version ? receipt.maxMinor : null;
  const maxMinor = fromReceipt ?? standing?.maxMinor ?? null;
  // An answer may be here before the event that it speaks of.
  const ahead = receipt !== null && receipt.version > lot.version;
  const leading = ahead ? receipt.outcome !== 'outbid' : own !== null && maxMinor !== null && lot.leader === own;
  return { paddle: own, maxMinor, leading };
}

/** Whether the newest bid of a paddle was voided, as far as the public history tells. */
export function isVoided(events: readonly PublicLotEvent[], paddle: number | null): boolean {
  const newest = events.findLast((event) => event.type === 'BidPlaced' && event.paddle === paddle);
  return (
    newest !== undefined &&
    events.some((event) => event.type === 'BidsVoided' && event.voidedVersions.includes(newest.version))
  );
}
