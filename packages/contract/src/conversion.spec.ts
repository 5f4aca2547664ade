import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertMinor, exponentOf, type Quoted } from './conversion.ts';

const EUR: Quoted = { rate: '1', exponent: 2 };
const USD: Quoted = { rate: '1.1684', exponent: 2 };
const JPY: Quoted = { rate: '186.75', exponent: 0 };
const KWD: Quoted = { rate: '0.36', exponent: 3 };

const exponent = fc.constantFrom(0, 2, 3);
const rate = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 1, max: 999_999 }))
  .map(([whole, decimals]) => `${whole}.${String(decimals).padStart(6, '0')}`);
const quoted: fc.Arbitrary<Quoted> = fc.record({ rate, exponent });
const amount = fc.integer({ min: 0, max: 100_000_000 });
/** Whether a number holds the answer: the smallest rate against the largest is beyond any market, and refused. */
const fits = (minor: number, from: Quoted, to: Quoted): boolean =>
  (minor * Number(to.rate) * 10 ** to.exponent) / (Number(from.rate) * 10 ** from.exponent) < 2 ** 52;

describe('convertMinor', () => {
  it.each([
    [100_00, EUR, USD, 116_84],
    [116_84, USD, EUR, 100_00],
    [1, EUR, JPY, 2], // 1.8675 yen
    [100_00, EUR, JPY, 18_675],
    [1, JPY, EUR, 1], // 0.535 cent
    [0, USD, JPY, 0],
    [-1, EUR, JPY, -2],
    [100_00, EUR, KWD, 36_000],
    [5, { rate: '1', exponent: 1 }, { rate: '1', exponent: 0 }, 1], // a half goes away from nought
    [-5, { rate: '1', exponent: 1 }, { rate: '1', exponent: 0 }, -1],
    [4, { rate: '1', exponent: 1 }, { rate: '1', exponent: 0 }, 0],
    [-4, { rate: '1', exponent: 1 }, { rate: '1', exponent: 0 }, 0],
    // In binary fractions 1.005 × 100 is below a half.
    [100, EUR, { rate: '1.005', exponent: 2 }, 101],
  ])('%d from %o to %o is %d', (minor, from, to, expected) => {
    expect(convertMinor(minor, from, to)).toBe(expected);
  });

  it('leaves an amount in its own currency as it is', () => {
    fc.assert(fc.property(amount, quoted, (minor, own) => convertMinor(minor, own, own) === minor));
  });

  it('is never further than half a minor unit from the truth', () => {
    fc.assert(
      fc.property(amount, quoted, quoted, (minor, from, to) => {
        fc.pre(fits(minor, from, to));
        const got = BigInt(convertMinor(minor, from, to));
        // truth = minor × to / from × 10^(to.exponent − from.exponent); both sides times 2 × from, without a fraction.
        const [source, target] = [BigInt(from.rate.replace('.', '')), BigInt(to.rate.replace('.', ''))];
        const scaled = 2n * got * source * 10n ** BigInt(from.exponent);
        const truth = 2n * BigInt(minor) * target * 10n ** BigInt(to.exponent);
        const off = scaled > truth ? scaled - truth : truth - scaled;
        return off <= source * 10n ** BigInt(from.exponent);
      }),
    );
  });

  it('keeps the order of amounts, and mirrors those below nought', () => {
    fc.assert(
      fc.property(amount, amount, quoted, quoted, (one, other, from, to) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        fc.pre(fits(high, from, to));
        expect(convertMinor(low, from, to)).toBeLessThanOrEqual(convertMinor(high, from, to));
        expect(convertMinor(-one, from, to) + convertMinor(one, from, to)).toBe(0);
      }),
    );
  });

  it('does not care how many noughts end a rate', () => {
    fc.assert(
      fc.property(amount, quoted, quoted, (minor, from, to) => {
        fc.pre(fits(minor, from, to));
        const longer = { ...to, rate: `${to.rate}000` };
        return convertMinor(minor, from, to) === convertMinor(minor, from, longer);
      }),
    );
  });

  it.each(['0', '0.000', '-1.2', '1,1476', '1e5', '', ' 1', '.5', '1.', 'NaN', 'Infinity', '１'])(
    'refuses the rate %j on either side',
    (bad) => {
      expect(() => convertMinor(1, EUR, { rate: bad, exponent: 2 })).toThrow(RangeError);
      expect(() => convertMinor(1, { rate: bad, exponent: 2 }, EUR)).toThrow(RangeError);
    },
  );

  it.each([0.5, NaN, Infinity, 2 ** 53])('refuses the amount %d', (minor) => {
    expect(() => convertMinor(minor, EUR, USD)).toThrow(RangeError);
  });

  it.each([
    [2 ** 52, EUR, { rate: '20082.05', exponent: 2 }],
    [341, { rate: '0.000001', exponent: 0 }, { rate: '26414.074061', exponent: 3 }], // seed 1529982041
    [215_334, { rate: '0.000001', exponent: 0 }, { rate: '41829.000001', exponent: 0 }], // seed 1967970133
  ])('refuses %d from %o to %o, which a number cannot hold', (minor, from, to) => {
    expect(() => convertMinor(minor, from, to)).toThrow(RangeError);
  });
});

describe('exponentOf', () => {
  it.each([
    ['USD', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['ISK', 0],
    ['KWD', 3],
    ['HUF', 2],
    ['IDR', 2],
  ])('%s has %d', (currency, expected) => expect(exponentOf(currency)).toBe(expected));
});
