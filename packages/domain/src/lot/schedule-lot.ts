import { isAmount } from '../money/amount.ts';
import { evolve } from './evolve.ts';
import type { Instant, Ladder, LotRules } from './lot.ts';
import type { ScheduleLot } from './lot.commands.ts';
import type { LotEvent, LotScheduled } from './lot.events.ts';
import { publicFieldsOf } from './public-state.ts';

/**
 * The first events of a lot; there is no state before them.
 * @throws RangeError when the lot could never be sold by its rules: the catalogue must not have let it through.
 */
export function scheduleLot(command: ScheduleLot, now: Instant): LotEvent[] {
  const fault = faultOf(command);
  if (fault !== null) throw new RangeError(`the lot cannot be scheduled: ${fault}`);
  const { type: _, startsAt, endsAt, ...secret } = command;
  const blank: LotScheduled = {
    type: 'LotScheduled',
    seq: 1,
    version: 1,
    at: now,
    public: { startsAt, endsAt },
    secret,
  };
  return [{ ...blank, public: publicFieldsOf(evolve(null, blank)) }];
}

/** What is wrong with a lot that is to be scheduled, in words for the house; null where nothing is. */
export function faultOf({ openingMinor, reserveMinor, startsAt, endsAt, rules }: ScheduleLot): string | null {
  if (!isAmount(openingMinor)) return 'the opening price is not an amount of at least one minor unit';
  if (reserveMinor !== null && !isAmount(reserveMinor)) return 'the reserve is not an amount';
  if (!Number.isSafeInteger(startsAt) || !Number.isSafeInteger(endsAt)) return 'its times are not whole milliseconds';
  if (endsAt <= startsAt) return 'it ends before it starts';
  return faultOfLadder(rules.ladder) ?? faultOfSoftClose(rules);
}

function faultOfLadder(ladder: Ladder): string | null {
  switch (ladder.kind) {
    case 'flat':
      return isAmount(ladder.stepMinor) ? null : 'the step is not an amount';
    case 'percentage':
      if (!isAmount(ladder.floorMinor)) return 'the least step is not an amount';
      return Number.isSafeInteger(ladder.rateBp) && ladder.rateBp >= 0 && ladder.rateBp <= 10_000
        ? null
        : 'the percentage is not within 0 and 10,000 basis points';
    case 'table':
      return faultOfTable(ladder.steps);
  }
}

function faultOfTable(steps: Extract<Ladder, { kind: 'table' }>['steps']): string | null {
  if (steps.length === 0) return 'the ladder has no steps';
  let previous = -1;
  for (const { fromMinor, stepMinor } of steps) {
    if (!isAmount(stepMinor)) return 'a step of the ladder is not an amount';
    if (!Number.isSafeInteger(fromMinor) || fromMinor <= previous) return 'the ladder does not rise';
    previous = fromMinor;
  }
  return null;
}

function faultOfSoftClose({ softClose }: LotRules): string | null {
  const { windowMs, extensionMs, maxExtensions } = softClose;
  for (const span of [windowMs, extensionMs, maxExtensions ?? 0]) {
    if (!Number.isSafeInteger(span) || span < 0) return 'the soft close has a negative or broken span';
  }
  return null;
}
