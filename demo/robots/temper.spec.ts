import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from './random.ts';
import { nextMove, restMs, worthOf, type Nature, type SeenLot } from './temper.ts';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

const nature: fc.Arbitrary<Nature> = fc.record({
  temper: fc.constantFrom('early', 'nibbler', 'collector', 'sniper'),
  budgetMinor: fc.integer({ min: 100, max: 100_000 }),
  seed: fc.nat(),
  favourites: fc.subarray(['cup', 'hammer', 'Morisot']),
});
const lot: fc.Arbitrary<SeenLot> = fc
  .record({
    id: fc.uuid(),
    title: fc.constantFrom('A cup', 'A hammer', 'After Berthe Morisot', 'A chair'),
    open: fc.boolean(),
    minimumMinor: fc.option(fc.integer({ min: 1, max: 50_000 })),
    openingMinor: fc.integer({ min: 1, max: 20_000 }),
    estimateLowMinor: fc.option(fc.integer({ min: 1, max: 30_000 })),
    estimateHighMinor: fc.option(fc.integer({ min: 1, max: 40_000 })),
    endsAt: fc.integer({ min: NOW - 10 * MINUTE, max: NOW + 240 * MINUTE }),
    mine: fc.boolean(),
    owedMinor: fc.nat({ max: 30_000 }),
  })
  .map((seen) => ({ ...seen, owedMinor: seen.mine ? seen.owedMinor : 0 }));
const lots = fc.array(lot, { maxLength: 30 });

describe('robots', () => {
  test('never owe more than their budget, nor more than a lot is worth to them', () => {
    fc.assert(
      fc.property(nature, lots, fc.nat(), (robot, seen, seed) => {
        const move = nextMove(robot, seen, NOW, seededRandom(seed));
        if (move === null) return;
        const owed = seen.reduce((sum, { owedMinor }) => sum + owedMinor, 0);
        const target = seen.find(({ id }) => id === move.lotId)!;
        expect(owed + move.maxMinor).toBeLessThanOrEqual(robot.budgetMinor);
        expect(move.maxMinor).toBeLessThanOrEqual(worthOf(robot, target));
      }),
    );
  });

  test('bid only where a bid can count', () => {
    fc.assert(
      fc.property(nature, lots, fc.nat(), (robot, seen, seed) => {
        const move = nextMove(robot, seen, NOW, seededRandom(seed));
        if (move === null) return;
        const target = seen.find(({ id }) => id === move.lotId)!;
        expect(target).toMatchObject({ open: true, mine: false });
        expect(target.endsAt).toBeGreaterThan(NOW);
        expect(Number.isSafeInteger(move.maxMinor)).toBe(true);
        expect(move.maxMinor).toBeGreaterThanOrEqual(target.minimumMinor!);
      }),
    );
  });

  test('the same robot with the same luck does the same', () => {
    fc.assert(
      fc.property(nature, lots, fc.nat(), (robot, seen, seed) => {
        const play = () => nextMove(robot, seen, NOW, seededRandom(seed));
        expect(play()).toEqual(play());
      }),
    );
  });

  test('look at most every six seconds', () => {
    fc.assert(
      fc.property(lots, fc.nat(), (seen, seed) => {
        expect(restMs(seen, NOW, seededRandom(seed))).toBeGreaterThanOrEqual(6_000);
      }),
    );
  });

  const cup: SeenLot = {
    id: 'a',
    title: 'A cup',
    open: true,
    minimumMinor: 1_000,
    openingMinor: 1_000,
    estimateLowMinor: 8_000,
    estimateHighMinor: 12_000,
    endsAt: NOW + 60 * MINUTE,
    mine: false,
    owedMinor: 0,
  };
  const robot = (temper: Nature['temper'], favourites: string[] = []): Nature => ({
    temper,
    favourites,
    budgetMinor: 50_000,
    seed: 7,
  });
  const closing = { ...cup, endsAt: NOW + 2 * MINUTE };

  test('snipers wait for the last minutes', () => {
    expect(nextMove(robot('sniper'), [cup], NOW, () => 0)).toBeNull();
    expect(nextMove(robot('sniper'), [closing], NOW, () => 0)?.maxMinor).toBe(worthOf(robot('sniper'), closing));
  });

  test('nibblers give the minimum', () => {
    expect(nextMove(robot('nibbler'), [cup], NOW, () => 0)).toEqual({ lotId: 'a', maxMinor: 1_000 });
  });

  test('collectors want only what they love', () => {
    expect(nextMove(robot('collector', ['hammer']), [cup], NOW, () => 0)).toBeNull();
    expect(nextMove(robot('collector', ['CUP']), [cup], NOW, () => 0)?.lotId).toBe('a');
  });

  test('a bid above what a lot is worth to all of them wins', () => {
    const dear = { ...closing, minimumMinor: 15_000 };
    for (const temper of ['early', 'nibbler', 'collector', 'sniper'] as const) {
      expect(nextMove(robot(temper, ['cup']), [dear], NOW, () => 0)).toBeNull();
    }
  });
});
