import type { Minor } from '../lot/lot.ts';

/** The largest amount that the rules reckon with, in minor units (W10). */
export const MAX_AMOUNT_MINOR = 9_000_000_000_000;

/** Whether a number is an amount: whole minor units, positive, within bounds (W10). Nothing is ever rounded to become one. */
export function isAmount(value: number): value is Minor {
  return Number.isSafeInteger(value) && value >= 1 && value <= MAX_AMOUNT_MINOR;
}
