import type { OwnAuction, PublicLot, Standing } from '@rostrum/contract';
import { expect, test } from 'vitest';
import { byAuction, groupOf } from './group-lots.ts';

const lot = (status: PublicLot['status'], leader: number | null) => ({ status, leader }) as PublicLot;
const standing = (maxMinor: number | null) => ({ maxMinor, paddle: 101, state: 'outbid' }) as Standing;

test.each([
  [lot('open', 101), 500, 'leading'],
  [lot('paused', 102), 500, 'outbid'],
  [lot('open', null), 500, 'outbid'],
  [lot('sold', 101), 500, 'won'],
  [lot('sold', 102), 500, 'lost'],
  [lot('passed', 101), 500, 'lost'],
  [lot('withdrawn', null), 500, 'lost'],
  [lot('open', 101), null, null],
] as const)('%j with a maximum of %s is %s', (state, maxMinor, group) => {
  expect(groupOf(state, standing(maxMinor))).toBe(group);
});

test('lots are put under their auctions in the order in which they come', () => {
  const of = (auctionId: string, id: string) => ({ lot: { auctionId, id } }) as never as { lot: never };
  const grouped = byAuction([of('b', '1'), of('a', '2'), of('b', '3'), of('gone', '4')], [
    { id: 'a' },
    { id: 'b' },
  ] as OwnAuction[]);
  expect(grouped.map(({ auction, lots }) => [auction.id, lots.length])).toEqual([
    ['b', 2],
    ['a', 1],
  ]);
});
