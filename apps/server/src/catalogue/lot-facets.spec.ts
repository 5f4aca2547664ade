import type { AuctionListing, LotCount } from '@rostrum/database';
import { describe, expect, test } from 'vitest';
import { facetsOf } from './lot-facets.ts';

const auction = (id: string, lastEndsAt: number): AuctionListing =>
  ({ id, slug: id, title: id, zone: 'UTC', currency: 'EUR', exponent: 2, lastEndsAt }) as AuctionListing;
const auctions = [auction('early', 1), auction('late', 2), auction('other', 3)];
const counts: LotCount[] = [
  { auctionId: 'early', category: 'clocks', status: 'sold', count: 2 },
  { auctionId: 'late', category: 'clocks', status: 'open', count: 3 },
  { auctionId: 'late', category: 'books', status: 'open', count: 5 },
];

describe('facets', () => {
  test('of everything count everything', () => {
    const { total, facets } = facetsOf(counts, {}, auctions);
    expect(total).toBe(10);
    expect(facets.categories).toEqual([
      { category: 'books', count: 5 },
      { category: 'clocks', count: 5 },
    ]);
    expect(facets.statuses).toEqual([
      { status: 'open', count: 8 },
      { status: 'sold', count: 2 },
    ]);
    expect(facets.auctions.map(({ id, count }) => [id, count])).toEqual([
      ['late', 8],
      ['early', 2],
    ]);
  });

  test('of a choice keep the other choices', () => {
    const { total, facets } = facetsOf(counts, { category: 'clocks', status: 'open' }, auctions);
    expect(total).toBe(3);
    expect(facets.categories).toEqual([
      { category: 'books', count: 5 },
      { category: 'clocks', count: 3 },
    ]);
    expect(facets.statuses).toEqual([
      { status: 'open', count: 3 },
      { status: 'sold', count: 2 },
    ]);
    expect(facets.auctions.map(({ id, count }) => [id, count])).toEqual([['late', 3]]);
  });

  test('of nothing are empty', () => {
    expect(facetsOf([], {}, [])).toEqual({ total: 0, facets: { categories: [], statuses: [], auctions: [] } });
  });
});
