import type { Minor } from '../lot/lot.ts';

/** What a house adds to the hammer price (R8). */
export interface Charges {
  /** Marginal, like tax bands, by rising `fromMinor`; in basis points: 2400 is 24 %. */
  tiers: readonly { fromMinor: Minor; rateBp: number }[];
  tax: { rateBp: number; on: 'premium' | 'hammer' | 'both' };
  /** Each line is rounded to a multiple of this: 1 is the minor unit, 100 whole dollars. */
  roundToMinor?: Minor;
}

/** The lines of an invoice and their sum. */
export interface PriceToPay {
  hammerMinor: Minor;
  premiumMinor: Minor;
  taxMinor: Minor;
  totalMinor: Minor;
}

/** What the buyer pays (R8): each line rounded half up, the tax on what was rounded. */
export function priceToPay(hammerMinor: Minor, { tiers, tax, roundToMinor = 1 }: Charges): PriceToPay {
  const premiumMinor = roundHalfUp(premiumOf(hammerMinor, tiers), roundToMinor);
  const taxedMinor = (tax.on === 'premium' ? 0 : hammerMinor) + (tax.on === 'hammer' ? 0 : premiumMinor);
  const taxMinor = roundHalfUp(BigInt(taxedMinor) * BigInt(tax.rateBp), roundToMinor);
  return { hammerMinor, premiumMinor, taxMinor, totalMinor: hammerMinor + premiumMinor + taxMinor };
}

/** Amount × basis points over all tiers: exact, in ten-thousandths of a minor unit. */
function premiumOf(hammerMinor: Minor, tiers: Charges['tiers']): bigint {
  let sum = 0n;
  for (const [index, { fromMinor, rateBp }] of tiers.entries()) {
    const untilMinor = Math.min(hammerMinor, tiers[index + 1]?.fromMinor ?? hammerMinor);
    if (untilMinor > fromMinor) sum += BigInt(untilMinor - fromMinor) * BigInt(rateBp);
  }
  return sum;
}

function roundHalfUp(tenThousandths: bigint, roundToMinor: Minor): Minor {
  const unit = 10_000n * BigInt(roundToMinor);
  return Number((2n * tenThousandths + unit) / (2n * unit)) * roundToMinor;
}
