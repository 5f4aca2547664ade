import type { LotSummary, PublicLot } from '@rostrum/contract';

/** The open lots that close first; where fewer are open than wanted, the next to open follow. */
export function nextToClose(lots: LotSummary[], stateOf: (lot: LotSummary) => PublicLot, atMost: number): LotSummary[] {
  const rank = { open: 0, scheduled: 1 } as const;
  return lots
    .map((lot) => ({ lot, state: stateOf(lot) }))
    .filter(({ state }) => state.status === 'open' || state.status === 'scheduled')
    .sort((a, b) => {
      const [ra, rb] = [rank[a.state.status as 'open'], rank[b.state.status as 'open']];
      return ra - rb || a.state.endsAt - b.state.endsAt || a.lot.number - b.lot.number;
    })
    .slice(0, atMost)
    .map(({ lot }) => lot);
}
