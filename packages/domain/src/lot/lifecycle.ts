import type { LotStatus } from './lot.ts';
import type { LotEvent } from './lot.events.ts';

/** A lot may go `from` one status `to` another (or stay) by this event. */
export interface Transition {
  from: LotStatus;
  to: LotStatus;
  by: LotEvent['type'];
}

/** The life of a lot: everything that may happen in each status, and nothing else. `draft` is what has no event yet. */
export const LIFECYCLE: readonly Transition[] = [
  { from: 'draft', to: 'scheduled', by: 'LotScheduled' },
  { from: 'scheduled', to: 'scheduled', by: 'ReserveLowered' },
  { from: 'scheduled', to: 'open', by: 'LotOpened' },
  { from: 'scheduled', to: 'withdrawn', by: 'LotWithdrawn' },
  { from: 'open', to: 'open', by: 'BidPlaced' },
  { from: 'open', to: 'open', by: 'MaximumRaised' },
  { from: 'open', to: 'open', by: 'LotExtended' },
  { from: 'open', to: 'open', by: 'ReserveLowered' },
  { from: 'open', to: 'open', by: 'BidsVoided' },
  { from: 'open', to: 'paused', by: 'LotPaused' },
  { from: 'open', to: 'sold', by: 'LotSold' },
  { from: 'open', to: 'passed', by: 'LotPassed' },
  { from: 'open', to: 'withdrawn', by: 'LotWithdrawn' },
  { from: 'paused', to: 'paused', by: 'ReserveLowered' },
  { from: 'paused', to: 'paused', by: 'BidsVoided' },
  { from: 'paused', to: 'open', by: 'LotResumed' },
  { from: 'paused', to: 'withdrawn', by: 'LotWithdrawn' },
];

/** The table in Markdown, for the docs. */
export function lifecycleTable(): string {
  const rows = LIFECYCLE.map(({ from, to, by }) => `| ${from} | ${to} | ${by} |`);
  return ['| From | To | By |', '|---|---|---|', ...rows].join('\n') + '\n';
}
