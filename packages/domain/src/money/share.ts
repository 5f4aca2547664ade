import type { Minor } from '../lot/lot.ts';

const WHOLE_BP = 10_000;

/**
 * `rateBp` basis points of an amount, rounded up to the minor unit. Exact for every amount: the product itself would
 * leave the safe integers, so the thousands are taken apart first.
 */
export function shareRoundedUp(amountMinor: Minor, rateBp: number): Minor {
  const whole = Math.floor(amountMinor / WHOLE_BP);
  const rest = amountMinor % WHOLE_BP;
  return whole * rateBp + Math.ceil((rest * rateBp) / WHOLE_BP);
}
