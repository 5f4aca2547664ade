import type { Snippet } from 'svelte';
import type { LotSummary, PublicLot, Standing } from '@rostrum/contract';
import { partsInTurn } from '#lib/live/in-turn.ts';
import LotCard from './lot-card.svelte';

/** What a list knows of its lots. */
export interface CardsOf {
  stateOf: (lot: LotSummary) => PublicLot;
  standingOf: (lot: LotSummary) => Standing | null;
  zoneOf: (lot: LotSummary) => string;
  /** Of its auction, where the lots are of several. */
  titleOf?: ((lot: LotSummary) => string | undefined) | undefined;
}

/** Cards of lots for a list, alive one after the other (in-turn.ts). Called while the list's component is made. */
export function cardsInTurn(of: () => CardsOf): (lot: () => LotSummary, eager?: () => boolean) => Snippet {
  const inTurn = partsInTurn(LotCard, 'flex flex-col *:flex-1');
  return (lot, eager) =>
    inTurn({
      get lot() {
        return lot();
      },
      get live() {
        return of().stateOf(lot());
      },
      get standing() {
        return of().standingOf(lot());
      },
      get zone() {
        return of().zoneOf(lot());
      },
      get auction() {
        return of().titleOf?.(lot());
      },
      get eager() {
        return eager?.() ?? false;
      },
    });
}
