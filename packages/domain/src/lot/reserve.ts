import type { Lot, Reserve } from './lot.ts';

/** Whether the standing price has reached the reserve in effect (R3); undefined where the lot has no reserve. */
export function reserveMet(lot: Pick<Lot, 'reserve' | 'priceMinor'>): boolean | undefined {
  if (lot.reserve === null) return undefined;
  return lot.priceMinor !== null && lot.priceMinor >= lot.reserve.effectiveMinor;
}

/**
 * The reserve as the next accepted bid finds it (R3): a pending one takes effect. In mode `jump` the price stands at the
 * leader's maximum already, so there it takes effect no lower than that: a price never falls because of a reserve.
 */
export function reserveAtNextBid(lot: Pick<Lot, 'reserve' | 'priceMinor' | 'rules'>): Reserve | null {
  const { reserve, priceMinor, rules } = lot;
  if (reserve === null || reserve.pendingMinor === null) return reserve;
  const floorMinor = rules.reserveMode === 'jump' ? (priceMinor ?? 0) : 0;
  return { effectiveMinor: Math.max(reserve.pendingMinor, floorMinor), pendingMinor: null };
}
