import { describe, expect, it } from 'vitest';
import { priceToPay, type Charges } from './price-to-pay.ts';

const flat = (rateBp: number, tax: Charges['tax']): Charges => ({ tiers: [{ fromMinor: 0, rateBp }], tax });

describe('[R8] price to pay', () => {
  it.each([
    [100_00, flat(2_400, { rateBp: 2_000, on: 'premium' }), 128_80],
    [1_000_00, flat(1_600, { rateBp: 2_500, on: 'both' }), 1_450_00],
    [100_00, flat(1_800, { rateBp: 2_000, on: 'both' }), 141_60],
    [100_00, flat(1_800, { rateBp: 2_000, on: 'hammer' }), 138_00],
  ] as const)('[R8] %i with %o is %i', (hammer, charges, total) => {
    expect(priceToPay(hammer, charges).totalMinor).toBe(total);
  });

  it('[R8] tiers are marginal, like tax bands', () => {
    const tiers = [
      { fromMinor: 0, rateBp: 2_500 },
      { fromMinor: 50_000_00, rateBp: 2_000 },
    ];
    expect(priceToPay(80_000_00, { tiers, tax: { rateBp: 2_000, on: 'premium' } })).toEqual({
      hammerMinor: 80_000_00,
      premiumMinor: 18_500_00,
      taxMinor: 3_700_00,
      totalMinor: 102_200_00,
    });
  });

  it('[R8] each line is rounded half up to the minor unit', () => {
    expect(priceToPay(50, flat(100, { rateBp: 5_000, on: 'premium' }))).toMatchObject({ premiumMinor: 1, taxMinor: 1 });
    expect(priceToPay(49, flat(100, { rateBp: 5_000, on: 'premium' }))).toMatchObject({ premiumMinor: 0, taxMinor: 0 });
  });

  it('[R8] or to whole units where the house says so', () => {
    const charges = { ...flat(2_400, { rateBp: 2_000, on: 'premium' }), roundToMinor: 100 };
    expect(priceToPay(102_09, charges)).toMatchObject({ premiumMinor: 25_00, taxMinor: 5_00 });
    expect(priceToPay(102_00, charges)).toMatchObject({ premiumMinor: 24_00 });
  });

  it('[R8] is exact for the largest amount', () => {
    expect(priceToPay(9_000_000_000_000, flat(3_333, { rateBp: 0, on: 'both' })).premiumMinor).toBe(2_999_700_000_000);
  });
});
