import { expect, it } from 'vitest';
import type { PublicLotEvent } from '@rostrum/contract';
import { extendedBy } from './extended-by.ts';
import { historyRows } from './history-rows.ts';

const events: PublicLotEvent[] = [
  { version: 1, at: 1, type: 'LotScheduled' },
  { version: 2, at: 2, type: 'LotOpened' },
  { version: 3, at: 3, type: 'BidPlaced', paddle: 101, amountMinor: 1000 },
  { version: 4, at: 4, type: 'BidPlaced', paddle: 102, amountMinor: 2000 },
  { version: 5, at: 5, type: 'LotExtended', reason: 'bid', previousEndsAt: 1000, endsAt: 4000 },
  { version: 6, at: 6, type: 'BidsVoided', voidedVersions: [3] },
  { version: 7, at: 7, type: 'LotExtended', reason: 'void', previousEndsAt: 4000, endsAt: 5000 },
];

it('lists the newest first, keeps what was voided, and leaves out what says nothing', () => {
  const rows = historyRows(events);
  expect(rows.map((row) => row.version)).toEqual([7, 5, 4, 3, 2]);
  expect(rows.filter((row) => row.kind === 'bid' && row.voided).map((row) => row.version)).toEqual([3]);
});

it('adds up by how much the end has moved', () => {
  expect(extendedBy(events)).toBe(4000);
  expect(extendedBy([])).toBeNull();
});
