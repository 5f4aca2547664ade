import type { ConsumerTx, LedgerEvent } from '@rostrum/database';
import type { Told, Watchers } from './notice.rules.ts';

/** Of these all watchers are told, of a bid only who has no unseen notice of one. */
const FOR_ALL: readonly LedgerEvent['type'][] = ['LotOpened', 'LotExtended', 'LotResumed'];

/** Who watches the lots of a piece of the ledger. */
export interface LotWatchers {
  of(lotId: string): Watchers;
  /** Takes note of who was told of a bid, so that the next one of the same piece does not tell him again. */
  told(lotId: string, told: readonly Told[]): void;
}

/** Looks them up for the events that watchers may be told of. */
export async function watchersOf(events: readonly LedgerEvent[], tx: ConsumerTx): Promise<LotWatchers> {
  const lotsOf = (types: readonly LedgerEvent['type'][]): string[] => [
    ...new Set(events.filter(({ type }) => types.includes(type)).map(({ lotId }) => lotId)),
  ];
  const all = await tx.watchersOf(lotsOf(FOR_ALL));
  const untold = await tx.watchersOf(lotsOf(['BidPlaced']), 'bid');
  return {
    of: (lotId) => ({ all: all.get(lotId) ?? [], untold: untold.get(lotId) ?? [] }),
    told: (lotId, told) => {
      const personIds = told.filter(({ topic }) => topic === 'bid').map(({ personId }) => personId);
      if (personIds.length === 0) return;
      const left = untold.get(lotId)?.filter((personId) => !personIds.includes(personId)) ?? [];
      untold.set(lotId, left);
    },
  };
}
