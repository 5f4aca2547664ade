import type { LotSort, LotSummary, PublicLot } from '@rostrum/contract';

type Key = readonly (number | string)[];

const over = (lot: PublicLot) => lot.status === 'sold' || lot.status === 'passed' || lot.status === 'withdrawn';

function ending(lot: PublicLot): Key {
  if (over(lot)) return [2, -lot.endsAt];
  return lot.status === 'scheduled' ? [1, lot.startsAt] : [0, lot.endsAt];
}

/** By what the house sorts, from the state of now. */
const KEYS: Record<Exclude<LotSort, 'number'>, (lot: LotSummary, now: PublicLot) => Key> = {
  ending: (_, now) => ending(now),
  price: (lot, now) => [lot.currency, now.priceMinor ?? lot.openingMinor],
  bids: (_, now) => [-now.bidCount],
};

function compare(a: Key, b: Key): number {
  for (const [index, one] of a.entries()) {
    const other = b[index]!;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

/** Lots in the house's order as they stand now. Sorting by number never moves, so it is left as it came. */
export function inOrder(
  lots: readonly LotSummary[],
  sort: LotSort,
  stateOf: (lot: LotSummary) => PublicLot,
): readonly LotSummary[] {
  if (sort === 'number') return lots;
  return lots
    .map((lot, index) => ({ lot, index, key: KEYS[sort](lot, stateOf(lot)) }))
    .sort((a, b) => compare(a.key, b.key) || a.lot.number - b.lot.number || a.index - b.index)
    .map(({ lot }) => lot);
}
