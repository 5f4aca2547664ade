import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Connection, Link } from './connection.ts';
import { newCounters } from './counters.ts';
import { Listeners } from './listeners.ts';
import { reportMissed } from './missed-report.ts';
import { TIMING } from './timing.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('tells once a minute what was missed since, and nothing where nothing was', () => {
  const connection = { ups: new Listeners<Link>(), downs: new Listeners<void>() };
  const counters = newCounters();
  const told: unknown[] = [];
  const lots = { emit: (...message: unknown[]) => void told.push(message.slice(0, 2)) };
  const minute = () => vi.advanceTimersByTime(TIMING.probeEveryMs);
  reportMissed(connection as unknown as Connection, counters, TIMING);
  connection.ups.tell({ lots } as unknown as Link);

  minute();
  counters.gaps = 3;
  counters.checksumMismatches = 250;
  minute();
  minute();
  expect(told).toEqual([['missed', { gaps: 3, mismatches: 100 }]]);

  connection.downs.tell();
  counters.gaps = 4;
  minute();
  expect(told).toHaveLength(1);
  connection.ups.tell({ lots } as unknown as Link);
  minute();
  expect(told.at(-1)).toEqual(['missed', { gaps: 1, mismatches: 0 }]);
});
