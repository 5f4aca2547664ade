import type { Ladder, LotRules, Minor } from '../lot/lot.ts';
import { shareRoundedUp } from './share.ts';

/** The increment at a price (R1): the step of the highest `from` that is not above it. */
export function incrementAt(ladder: Ladder, priceMinor: Minor): Minor {
  switch (ladder.kind) {
    case 'flat':
      return ladder.stepMinor;
    case 'percentage':
      return Math.max(ladder.floorMinor, shareRoundedUp(priceMinor, ladder.rateBp));
    case 'table':
      return stepOfTable(ladder.steps, priceMinor);
  }
}

function stepOfTable(steps: readonly { fromMinor: Minor; stepMinor: Minor }[], priceMinor: Minor): Minor {
  for (let i = steps.length - 1; i > 0; i--) {
    const step = steps[i];
    if (step !== undefined && step.fromMinor <= priceMinor) return step.stepMinor;
  }
  return steps[0]?.stepMinor ?? 1;
}

/**
 * Whether an amount is a step of the ladder: a multiple of the increment in its band. A percentage has no such grid, so
 * every amount is on it.
 */
export function isOnLadder(ladder: Ladder, amountMinor: Minor): boolean {
  return ladder.kind === 'percentage' || amountMinor % incrementAt(ladder, amountMinor) === 0;
}

/** The lowest step of the ladder that is not below an amount. */
export function stepFrom(ladder: Ladder, amountMinor: Minor): Minor {
  let step = amountMinor;
  // Rounding up may cross into the next band, whose grid is coarser; it ends at the latest in the last band.
  while (!isOnLadder(ladder, step)) {
    const increment = incrementAt(ladder, step);
    step = Math.ceil(step / increment) * increment;
  }
  return step;
}

/**
 * The next `count` amounts to offer, the first of them `minimumMinor` itself. Where maxima off the ladder are refused,
 * the later ones are moved up to it.
 */
export function nextSteps(
  ladder: Ladder,
  minimumMinor: Minor,
  count: number,
  offLadder: LotRules['offLadder'] = 'allow',
): Minor[] {
  const steps: Minor[] = [];
  for (let step = minimumMinor; steps.length < count;) {
    steps.push(step);
    step += incrementAt(ladder, step);
    if (offLadder === 'refuse') step = stepFrom(ladder, step);
  }
  return steps;
}
